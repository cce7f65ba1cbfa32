import { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { toError } from '@wecube/kit';
import type Docker from 'dockerode';
import type { CommandRun } from '../../modules/instances/ports.ts';
import { sayAdapter } from '../texts.ts';

/** The command's shell first says which process it is, since the engine cannot end what it runs inside a container. */
const SAY_WHO = 'echo "$$" >&2; exec /bin/sh -c "$0"';
const END_WAIT_MS = 2_000;

/** Runs a line in the container's shell. When the signal comes, its whole process group is killed. */
export async function runCommand(
  container: Docker.Container,
  { line, output }: CommandRun,
  signal: AbortSignal,
): Promise<number | null> {
  const exec = await start(container, ['/bin/sh', '-c', SAY_WHO, line]);
  const stream = await exec.start({ hijack: true, stdin: false });
  let who = '';
  const said = (text: string): void => {
    if (who.includes('\n')) {
      output(text);
      return;
    }
    who += text;
    const end = who.indexOf('\n');
    if (end < 0) return;
    const rest = who.slice(end + 1);
    who = who.slice(0, end + 1);
    if (rest !== '') output(rest);
  };
  container.modem.demuxStream(stream, collect(output), collect(said));
  const ended = new Promise<void>((resolve) =>
    stream.once('end', resolve).once('close', resolve).once('error', resolve),
  );
  const stopped = new Promise<'stopped'>((resolve) => {
    if (signal.aborted) resolve('stopped');
    else signal.addEventListener('abort', () => resolve('stopped'), { once: true });
  });
  if ((await Promise.race([ended, stopped])) === 'stopped') {
    await end(container, who.trim());
    await Promise.race([ended, pause(END_WAIT_MS)]);
    stream.destroy();
    return null;
  }
  return (await exec.inspect()).ExitCode;
}

async function start(container: Docker.Container, command: readonly string[]): Promise<Docker.Exec> {
  try {
    return await container.exec({ Cmd: [...command], AttachStdout: true, AttachStderr: true, Tty: false });
  } catch (error) {
    const { json, message } = error as { json?: { message?: string }; message?: string };
    throw toError(sayAdapter('COMMAND_NOT_STARTED', { reason: json?.message ?? message ?? '' }), { cause: error });
  }
}

/** Every command leads a session of its own, so its number is that of its group too. */
async function end(container: Docker.Container, who: string): Promise<void> {
  if (!/^\d+$/.test(who)) return;
  const exec = await start(container, ['/bin/sh', '-c', `kill -9 -${who} ${who}`]);
  const stream = await exec.start({ hijack: true, stdin: false });
  stream.resume();
  await new Promise((resolve) => stream.once('end', resolve).once('close', resolve));
}

/** Characters of several bytes may come in pieces. */
function collect(take: (text: string) => void): Writable {
  const decoder = new TextDecoder();
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      take(decoder.decode(chunk, { stream: true }));
      done();
    },
  });
}
