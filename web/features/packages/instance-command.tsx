'use client';
import { Play, Square } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useMutation, useSubscription } from 'urql';
import { LogView } from '../../components/log-view.tsx';
import { type Problem, ProblemList } from '../../components/problems.tsx';
import { StateBadge, type Tone } from '../../components/state.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  type CommandPartsFragment,
  CommandPartsFragmentDoc,
  InstanceCommandChangesDocument,
  InstanceCommandsDocument,
  ProblemPartsFragmentDoc,
  RunInstanceCommandDocument,
  StopInstanceCommandDocument,
} from '../../gql/graphql.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { formatMoment } from '../../lib/time/format-time.ts';

const LIMIT_SECONDS = 60;
const TONES: Record<CommandPartsFragment['status'], Tone> = {
  RUNNING: 'running',
  DONE: 'ok',
  STOPPED: 'skipped',
  TIMED_OUT: 'warning',
  FAILED: 'failed',
  LOST: 'ambiguous',
};

/** Commands inside an instance, for who may: one line in, its output live, and those that were run before. */
export function InstanceCommandPanel({ instanceId, running }: { instanceId: string; running: boolean }) {
  const { t } = useWords();
  const [line, setLine] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [{ fetching }, run] = useMutation(RunInstanceCommandDocument);
  const [{ data }] = useLiveQuery({ query: InstanceCommandsDocument, variables: { instanceId } });
  useSubscription({ query: InstanceCommandChangesDocument, variables: { instanceId } });
  const commands = readFragment(CommandPartsFragmentDoc, data?.instanceCommands ?? []);
  const shown = commands.find(({ id }) => id === chosen) ?? commands[0];
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await run({ input: { instanceId, line, limitSeconds: LIMIT_SECONDS } });
    setProblems(
      answer.error
        ? [{ code: 'INTERNAL', message: answer.error.message, remedy: null }]
        : readFragment(ProblemPartsFragmentDoc, answer.data?.runInstanceCommand.problems ?? []),
    );
    setChosen(readFragment(CommandPartsFragmentDoc, answer.data?.runInstanceCommand.command)?.id ?? null);
  };
  return (
    <section className="command-panel" aria-label={t('command.title')} data-testid="command-panel">
      <h3 className="heading">{t('command.title')}</h3>
      <p className="sm tertiary">{t('command.hint', { seconds: LIMIT_SECONDS })}</p>
      <form className="row" onSubmit={submit}>
        <input
          className="input mono grow"
          value={line}
          placeholder="ls -l /"
          spellCheck={false}
          aria-label={t('command.line')}
          onChange={(event) => setLine(event.target.value)}
          data-testid="command-line"
        />
        <button
          type="submit"
          className="button"
          disabled={!running || fetching || line.trim() === ''}
          data-testid="run-command"
        >
          <Play size={14} aria-hidden="true" />
          {t('command.run')}
        </button>
      </form>
      <ProblemList problems={problems} />
      {shown ? <CommandOutput command={shown} /> : <p className="sm tertiary">{t('command.none')}</p>}
      {commands.length > 1 && <EarlierCommands commands={commands} shown={shown?.id} onChoose={setChosen} />}
    </section>
  );
}

function CommandOutput({ command }: { command: CommandPartsFragment }) {
  const { t } = useWords();
  const [, stop] = useMutation(StopInstanceCommandDocument);
  const lines = command.output.replace(/\n$/, '').split('\n');
  const failed = command.status === 'DONE' && command.exitCode !== 0;
  return (
    <div data-testid="command-output" data-status={command.status}>
      <div className="row command-head">
        <StateBadge tone={failed ? 'failed' : TONES[command.status]}>
          {command.exitCode === null
            ? t(`commandStatus.${command.status}`)
            : t('command.exit', { exitCode: command.exitCode })}
        </StateBadge>
        <code className="clip grow" title={command.line}>
          {command.line}
        </code>
        {command.status === 'RUNNING' && (
          <button
            type="button"
            className="button small"
            onClick={() => stop({ input: { id: command.id } })}
            data-testid="stop-command"
          >
            <Square size={12} aria-hidden="true" />
            {t('command.stop')}
          </button>
        )}
      </div>
      {command.cut && <p className="sm tertiary">{t('command.cut')}</p>}
      <LogView label={t('command.title')} lines={command.output === '' ? [] : lines} height={200} />
    </div>
  );
}

type EarlierProps = {
  commands: readonly CommandPartsFragment[];
  shown: string | undefined;
  onChoose: (id: string) => void;
};

function EarlierCommands({ commands, shown, onChoose }: EarlierProps) {
  const { language } = useWords();
  return (
    <ul className="earlier-commands">
      {commands.map((command) => (
        <li key={command.id}>
          <button
            type="button"
            className="link-button"
            aria-pressed={command.id === shown}
            onClick={() => onChoose(command.id)}
          >
            <span className="num tertiary">{formatMoment(command.startedAt, language)}</span>
            <span className="tertiary">{command.startedBy}</span>
            <code className="clip">{command.line}</code>
          </button>
        </li>
      ))}
    </ul>
  );
}
