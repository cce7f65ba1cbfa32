'use client';
import type { GraphQuery } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';

/** The subgraphs that take part, with where they come from and the digest of their schema. */
export function MemberTable({ members }: { members: GraphQuery['supergraph']['members'] }) {
  const { t } = useWords();
  return (
    <section className="card">
      <header>
        <h2 className="heading">{t('graph.members')}</h2>
        <span className="sm tertiary">{t('graph.membersHint')}</span>
      </header>
      <table className="table" data-testid="graph-members">
        <thead>
          <tr>
            <th>{t('graph.name')}</th>
            <th style={{ width: 110 }}>{t('graph.origin')}</th>
            <th style={{ width: 130 }}>{t('graph.digest')}</th>
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <tr key={member.name} data-testid={`graph-member-${member.name}`}>
              <td className="medium">{member.name}</td>
              <td>
                <span className="tag">{t(`graphOrigin.${member.origin}`)}</span>
              </td>
              <td className="mono secondary">{member.digest}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
