/** What one check in a real editor came to, and how a list of checks is run. */

/** One named check; `error` says why it failed, absent when it passed. */
export interface Outcome {
  readonly name: string;
  readonly error?: string;
}

/** A named step that throws when the product does not do what it should. */
export interface Step<Context> {
  readonly name: string;
  run(context: Context): Promise<void>;
}

/**
 * Runs steps one after the other; a failing one does not stop the next. `failed` is told at once, while the editor
 * still shows what went wrong.
 */
export async function runSteps<Context>(
  steps: readonly Step<Context>[],
  context: Context,
  failed: (step: string) => Promise<void>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const step of steps) {
    const { name } = step;
    try {
      await step.run(context);
      outcomes.push({ name });
    } catch (error) {
      outcomes.push({ name, error: messageOf(error) });
      await failed(name).catch(() => undefined);
    }
  }
  return outcomes;
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Rejects when `work` has not settled after `seconds`; `what` names it in the message. */
export async function within<T>(seconds: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`${what} did not end within ${seconds} s`));
    }, seconds * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
