import { saidBy } from '@wecube/kit';
import type { InstanceRecord } from '../domain/instance.ts';
import { type CommandStatus, type InstanceCommand, keepEnd } from '../domain/instance-command.ts';
import { maskSecrets } from '../domain/mask-secrets.ts';
import type { CommandRun, HostDriver } from '../ports.ts';
import { type CommandDependencies, publishCommand } from './command-dependencies.ts';
import { readSecrets } from './read-secrets.ts';

const WRITE_EVERY_MS = 250;
/** More than is kept, so that a flood is cut seldom and a secret is masked before a cut could go through it. */
const MOST_HELD = 256 * 1024;

export type CommandWork = {
  driver: HostDriver;
  /** Inside the instance; `null` when it had to be ended. */
  run(command: CommandRun, signal: AbortSignal): Promise<number | null>;
  instance: InstanceRecord;
  command: InstanceCommand;
  limitMs: number;
};
type Ending = { status: CommandStatus; exitCode: number | null; words?: string };

/** Runs a command that is written down already, and writes down what comes of it. Never throws. */
export async function performCommand(dependencies: CommandDependencies, work: CommandWork): Promise<void> {
  const { commands, clock, inHand, logger } = dependencies;
  const { id, instanceId } = work.command;
  const controller = new AbortController();
  inHand.set(id, controller);
  const timer = setTimeout(() => controller.abort('TIMED_OUT'), work.limitMs);
  try {
    const secrets = await readSecrets(dependencies, work.instance, work.driver);
    const paper = createPaper(dependencies, id, secrets);
    const { status, exitCode, words } = await ending(work, paper.add, controller.signal);
    if (words) paper.add(words);
    const written = await paper.close();
    const change = { ...written, status, exitCode, endedAt: new Date(clock.now()) };
    publishCommand(dependencies, await commands.change(id, change));
  } catch (error) {
    logger.error({ err: error, instance: instanceId, command: id }, 'a command could not be written down');
  } finally {
    clearTimeout(timer);
    inHand.delete(id);
  }
}

async function ending(
  { run, command }: CommandWork,
  output: (text: string) => void,
  signal: AbortSignal,
): Promise<Ending> {
  try {
    const exitCode = await run({ line: command.line, output }, signal);
    return exitCode === null ? { status: signal.reason as CommandStatus, exitCode } : { status: 'DONE', exitCode };
  } catch (error) {
    const said = saidBy(error);
    return { status: 'FAILED', exitCode: null, words: typeof said === 'string' ? said : said.message };
  }
}

/** Keeps the end of an output and writes it now and then, so that a flood is a few writes a second. */
function createPaper(dependencies: CommandDependencies, id: string, secrets: readonly string[]) {
  let text = '';
  let cut = false;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  const kept = () => {
    // Cut before it is masked, a secret could lose the part that it is known by; so it is masked first.
    const end = keepEnd(maskSecrets(text, secrets));
    return { output: end.output, cut: cut || end.cut };
  };
  const write = (): void => {
    timer = undefined;
    writing = writing
      .then(async () => publishCommand(dependencies, await dependencies.commands.change(id, kept())))
      .catch(() => {}); // the last word is written by who closes
  };
  return {
    add(more: string): void {
      text += more;
      if (text.length > MOST_HELD) [text, cut] = [text.slice(-MOST_HELD / 2), true];
      timer ??= setTimeout(write, WRITE_EVERY_MS);
    },
    async close() {
      clearTimeout(timer);
      await writing;
      return kept();
    },
  };
}
