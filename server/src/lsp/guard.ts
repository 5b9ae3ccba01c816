/** Keeps the server up: an error of ours is logged once and answered with nothing. Holds no state but what was logged. */
import {
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type RemoteConsole,
} from 'vscode-languageserver';

export interface Guard {
  /** A request handler that cannot throw: on an error of ours the answer is `empty`. */
  request<P, R>(
    name: string,
    empty: R,
    handle: (params: P, token: CancellationToken) => R | Promise<R>,
  ): (params: P, token: CancellationToken) => Promise<R>;
  /** A notification handler that cannot throw. */
  notification<P>(name: string, handle: (params: P) => void | Promise<void>): (params: P) => void;
  /** Logs an error under a name, once for each name and message. */
  readonly report: (name: string, error: unknown) => void;
}

/** A guard that logs to the client's output. */
export function createGuard(console: Pick<RemoteConsole, 'error'>): Guard {
  const seen = new Set<string>();
  const report = (name: string, error: unknown): void => {
    const message = error instanceof Error ? error.message : String(error);
    const key = `${name}: ${message}`;
    if (seen.has(key)) return;
    seen.add(key);
    const stack = error instanceof Error && error.stack !== undefined ? `\n${error.stack}` : '';
    try {
      console.error(`${key}${stack}`);
    } catch {
      // The connection has ended meanwhile: there is nobody left to tell.
    }
  };
  return {
    report,
    request: (name, empty, handle) => async (params, token) => {
      if (token.isCancellationRequested) throw cancelled();
      try {
        return await handle(params, token);
      } catch (error) {
        if (error instanceof ResponseError) throw error;
        report(name, error);
        return empty;
      }
    },
    notification: (name, handle) => (params) => {
      const failed = (error: unknown): void => {
        report(name, error);
      };
      try {
        handle(params)?.catch(failed);
      } catch (error) {
        failed(error);
      }
    },
  };
}

/** The answer to a request that its client has taken back. */
export function cancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}
