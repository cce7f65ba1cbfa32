import { maskSecrets } from '../domain/mask-secrets.ts';

const MOST_LINES = 200;
const MOST_LINE_LENGTH = 2_000;
const WRITE_EVERY_MS = 250;

export type StepLog = {
  note(line: string): void;
  /** Everything noted is written when this is done. */
  close(): Promise<void>;
};

/** Keeps the last lines of a step and writes them now and then, so that a step of 1,000 lines is not 1,000 writes. */
export function createStepLog(
  write: (lines: readonly string[]) => Promise<void>,
  secrets: () => readonly string[],
): StepLog {
  const lines: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  let unwritten = false;
  const flush = (): void => {
    timer = undefined;
    if (!unwritten) return;
    unwritten = false;
    const kept = [...lines];
    writing = writing.then(() => write(kept)).catch(() => {});
  };
  return {
    note(line) {
      lines.push(maskSecrets(line, secrets()).slice(0, MOST_LINE_LENGTH));
      if (lines.length > MOST_LINES) lines.shift();
      unwritten = true;
      timer ??= setTimeout(flush, WRITE_EVERY_MS);
    },
    async close() {
      clearTimeout(timer);
      flush();
      await writing;
    },
  };
}
