'use client';
import { useState } from 'react';
import { useSubscription } from 'urql';
import { LiveLog, type NumberedLine } from '../../components/live-log.tsx';
import { InstanceLogDocument, type InstanceLogSubscription } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';

const TAIL = 500;
/** What a page keeps; the oldest leave. */
const MOST_LINES = 3_000;

type Shown = { lines: readonly NumberedLine[]; next: number; ended: boolean };
const NOTHING: Shown = { lines: [], next: 1, ended: false };

/** The output of an instance while it is written, over every restart. */
export function InstanceLog({ id }: { id: string }) {
  const { t } = useWords();
  const [reader] = useState(() => crypto.randomUUID());
  const [{ data }] = useSubscription<InstanceLogSubscription, Shown, { id: string; tail: number; reader: string }>(
    { query: InstanceLogDocument, variables: { id, tail: TAIL, reader } },
    (shown = NOTHING, { instanceLog }) => withPart(shown, instanceLog),
  );
  return (
    <div className="instance-log">
      <LiveLog
        title={t('instances.log')}
        lines={data?.lines ?? []}
        note={data?.ended ? t('instances.logEnded') : undefined}
      />
    </div>
  );
}

type Part = InstanceLogSubscription['instanceLog'];

function withPart({ lines, next }: Shown, { lines: added, fresh, ended }: Part): Shown {
  const numbered = added.map((text, index) => ({ at: next + index, text }));
  const all = fresh ? numbered : [...lines, ...numbered];
  return { lines: all.length > MOST_LINES ? all.slice(-MOST_LINES) : all, next: next + added.length, ended };
}
