import { setTimeout as pause } from 'node:timers/promises';

const LIMIT_MS = 60_000;

/** Waits until HTTP is answered on a port of this machine, whatever the answer; throws with the program's last words when it ends or takes too long. */
export async function untilAnswering(
  port: number,
  program: { isRunning(): boolean | Promise<boolean>; log(): Promise<string> },
): Promise<void> {
  for (const end = Date.now() + LIMIT_MS; !(await answers(port)); await pause(50)) {
    if (!(await program.isRunning()))
      throw new Error(`The program ended before it answered: ${await lastWords(program)}`);
    if (Date.now() > end) throw new Error(`Nothing answers on the port after a minute: ${await lastWords(program)}`);
  }
}

const lastWords = async ({ log }: { log(): Promise<string> }): Promise<string> =>
  (await log()).trim().slice(-400) || 'it said nothing';

// An open port is not enough: Docker's proxy opens it before the program listens.
function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(LIMIT_MS) }).then(
    (answer) => answer.text().then(() => true),
    () => false,
  );
}
