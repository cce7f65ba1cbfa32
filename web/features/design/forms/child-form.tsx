'use client';
import Link from 'next/link';
import { useQuery } from 'urql';
import { Field } from '../../../components/field.tsx';
import { readFragment } from '../../../gql/fragment-masking.ts';
import { DefinitionRowFragmentDoc, DefinitionsDocument } from '../../../gql/graphql.ts';
import { useWords } from '../../../lib/language/language-provider.tsx';
import type { PartProps } from '../node-form.tsx';
import { NumberField } from './number-field.tsx';
import { TimeoutField } from './timeout-field.tsx';

/** The orchestration that runs for each object: those whose root entity fits first, the newest version or one of them. */
export function ChildForm({ node, set, resultEntity }: PartProps & { resultEntity: string | null }) {
  const { t } = useWords();
  const [{ data }] = useQuery({
    query: DefinitionsDocument,
    variables: { first: 200, where: { status: ['DEPLOYED'] } },
  });
  const versions = readFragment(DefinitionRowFragmentDoc, data?.definitions.nodes ?? []).filter(
    (row) => row.isSubProcess,
  );
  const newest = [...new Map(versions.toSorted((a, b) => a.version - b.version).map((row) => [row.key, row])).values()];
  const fits = (row: { rootEntity: string }) => !resultEntity || row.rootEntity.startsWith(resultEntity);
  const chosen = newest.find((row) => row.key === node.subProcessKey);
  return (
    <div className="section stack">
      <div data-field="subProcessKey">
        <Field
          label={t('field.subProcessKey')}
          end={chosen && <Link href={`/collaborate/orchestrations/${chosen.id}`}>{t('design.open')}</Link>}
          hint={data && newest.length === 0 ? t('design.noChildren') : t('design.childHint')}
        >
          {(attributes) => (
            <select
              {...attributes}
              className="input"
              value={node.subProcessKey ?? ''}
              onChange={(event) =>
                set({ subProcessKey: event.target.value || null, subProcessVersion: null }, 'subProcessKey')
              }
              data-testid="node-child"
            >
              <option value="">{t('design.chooseChild')}</option>
              {node.subProcessKey && !chosen && <option value={node.subProcessKey}>{node.subProcessKey}</option>}
              {[...newest.filter(fits), ...newest.filter((row) => !fits(row))].map((row) => (
                <option key={row.key} value={row.key}>
                  {row.name} ({row.rootEntity})
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <div className="row" style={{ alignItems: 'flex-start', gap: 12 }}>
        <div className="grow" data-field="subProcessVersion">
          <Field label={t('runs.version')}>
            {(attributes) => (
              <select
                {...attributes}
                className="input"
                value={node.subProcessVersion ?? ''}
                onChange={(event) =>
                  set(
                    { subProcessVersion: event.target.value ? Number(event.target.value) : null },
                    'subProcessVersion',
                  )
                }
              >
                <option value="">{t('design.newestVersion')}</option>
                {versions
                  .filter((row) => row.key === node.subProcessKey)
                  .map((row) => (
                    <option key={row.id} value={row.version}>
                      v{row.version}
                    </option>
                  ))}
              </select>
            )}
          </Field>
        </div>
        <NumberField
          label={t('field.parallelCalls')}
          hint={t('design.parallelChildrenHint')}
          value={node.parallelCalls}
          field="parallelCalls"
          onChange={(count) => set({ parallelCalls: count ?? 1 }, 'parallelCalls')}
        />
      </div>
      <TimeoutField node={node} set={set} />
    </div>
  );
}
