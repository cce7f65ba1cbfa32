'use client';
import { Field } from '../../components/field.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import type { LaunchPreview } from './host-choice.tsx';

type ServerKind = 'MYSQL' | 'S3' | 'SQUID';
const LABELS = [
  ['MYSQL', 'launch.server.MYSQL'],
  ['S3', 'launch.server.S3'],
  ['SQUID', 'launch.server.SQUID'],
] as const;
type ServerForLaunch = LaunchPreview['servers'][number];

/** The server of each kind that a person chose; without one the platform chooses. */
export type ServerWishes = Partial<Record<ServerKind, string>>;

type ServerChoiceProps = {
  servers: readonly ServerForLaunch[];
  chosen: ServerWishes;
  onChoose: (chosen: ServerWishes) => void;
};

/** On which servers schema, bucket and proxy user of the package are made; where they are already, they stay. */
export function ServerChoice({ servers, chosen, onChoose }: ServerChoiceProps) {
  const { t, say } = useWords();
  const kinds = LABELS.filter(([kind]) => servers.some((server) => server.kind === kind));
  if (kinds.length === 0) return null;
  const title = ({ name, used, most, refusal }: ServerForLaunch): string => {
    const room = most === null ? t('launch.server.used', { used }) : t('launch.server.usedOf', { used, most });
    return `${name} · ${refusal ? say(refusal) : room}`;
  };
  return (
    <div className="launch-servers">
      {kinds.map(([kind, label]) => {
        const all = servers.filter((server) => server.kind === kind);
        const keeper = all.find(({ keeps }) => keeps);
        const first = all.find(({ refusal }) => refusal === null);
        const choose = (id: string) => onChoose({ ...chosen, [kind]: id || undefined });
        return (
          <Field key={kind} label={t(label)} hint={keeper && t('launch.server.keeps', { name: keeper.name })}>
            {(attributes) => (
              <select
                {...attributes}
                className="input"
                value={keeper?.id ?? chosen[kind] ?? ''}
                disabled={keeper !== undefined}
                onChange={(event) => choose(event.target.value)}
                data-testid={`launch-server-${kind}`}
              >
                <option value="">{first ? t('launch.server.any', { name: first.name }) : t('launch.anyHost')}</option>
                {all.map((server) => (
                  <option key={server.id} value={server.id} disabled={server.refusal !== null}>
                    {title(server)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        );
      })}
    </div>
  );
}
