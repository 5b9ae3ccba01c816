/** What holds for each document: the client's settings with the project file over them, asked once and remembered. */
import type { RequestContext } from '../core/service.ts';
import type { Kb } from '../core/kb/kb.ts';
import { effectiveSettings, isIgnored, requestContext } from '../project/effective.ts';
import type { ProjectSource } from '../project/platform.ts';
import { parseSettings } from '../project/settings.ts';

export interface Governed {
  readonly ctx: RequestContext;
  /** The project file leaves this document out. */
  readonly ignored: boolean;
}

export interface SettingsStore {
  /** What holds for a document, or for the workspace when there is none. Never rejects. */
  of(uri: string | undefined): Promise<Governed>;
  /** Another number after every change. */
  readonly generation: number;
  /** Settings, or project files, have changed: the next question asks again. `pushed` is what the client sent. */
  changed(pushed?: unknown): void;
  /** Called after every change. */
  onChange(listener: () => void): void;
  /** Forgets what is known for one document; the next question for it reads settings and project file again. */
  drop(uri: string): void;
}

export interface SettingsSources {
  readonly kb: Kb;
  readonly client: Pick<RequestContext, 'links' | 'otherCServer'>;
  /** Settings from `initializationOptions`: they hold where the client answers nothing. */
  readonly initial: unknown;
  /** Asks the client for `syscallLens` of a document; absent when it cannot be asked. May reject. */
  readonly ask: ((uri: string | undefined) => Promise<unknown>) | undefined;
  /** Path of a document on disk, `undefined` when it has none. */
  path(uri: string | undefined): string | undefined;
  readonly projects: ProjectSource | undefined;
  /** Tells the user; called once for each distinct text. */
  tell(problem: string): void;
}

/** A store over its sources. */
export function createSettingsStore(sources: SettingsSources): SettingsStore {
  const { kb, client, projects } = sources;
  const listeners: (() => void)[] = [];
  const told = new Set<string>();
  let generation = 0;
  let sent = sources.initial;
  let known = new Map<string | undefined, Promise<Governed>>();

  const tell = (problem: string): void => {
    if (told.has(problem)) return;
    told.add(problem);
    sources.tell(problem);
  };
  async function ask(uri: string | undefined): Promise<Governed> {
    const path = sources.path(uri);
    const [value, project] = await Promise.all([
      sources.ask?.(uri).catch(() => undefined),
      path === undefined ? undefined : projects?.find(path),
    ]);
    const { settings, problems } = parseSettings(value ?? sent);
    if (problems.length > 0) {
      tell(`Syscall Lens settings: ${problems.join('; ')}. Defaults are used instead.`);
    }
    for (const { line, reason } of project?.problems ?? []) {
      tell(`${project?.path ?? ''}:${line}: ${reason}`);
    }
    const relative = project?.relative ?? '';
    return {
      ctx: requestContext(
        effectiveSettings(settings, project?.project, relative),
        kb,
        client,
        project === undefined ? (path ?? '') : relative,
      ),
      ignored: isIgnored(project?.project, relative),
    };
  }

  return {
    of(uri) {
      let answer = known.get(uri);
      if (answer === undefined) known.set(uri, (answer = ask(uri)));
      return answer;
    },
    get generation() {
      return generation;
    },
    changed(pushed) {
      generation++;
      sent = section(pushed) ?? sent;
      known = new Map();
      projects?.forget();
      for (const listener of listeners) listener();
    },
    onChange: (listener) => void listeners.push(listener),
    drop(uri) {
      known.delete(uri);
      projects?.forget();
    },
  };
}

/** Our part of pushed settings: clients send `{ syscallLens: … }`. */
function section(pushed: unknown): unknown {
  return typeof pushed === 'object' && pushed !== null && 'syscallLens' in pushed
    ? pushed.syscallLens
    : undefined;
}
