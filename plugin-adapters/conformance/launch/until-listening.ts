import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const LIMIT_MS = 60_000;

/** Waits for a port of this machine; throws with the program's last words when it ends or takes too long. */
export async function untilListening(
  port: number,
  program: { isRunning(): boolean | Promise<boolean>; log(): Promise<string> },
): Promise<void> {
  for (const end = Date.now() + LIMIT_MS; !(await answers(port)); await pause(50)) {
    if (!(await program.isRunning()))
      throw new Error(`The program ended before it listened: ${await lastWords(program)}`);
    if (Date.now() > end) throw new Error(`Nothing listens on the port after a minute: ${await lastWords(program)}`);
  }
}

const lastWords = async ({ log }: { log(): Promise<string> }): Promise<string> =>
  (await log()).trim().slice(-400) || 'it said nothing';

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
