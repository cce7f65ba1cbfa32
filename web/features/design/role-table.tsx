'use client';
import { useId } from 'react';
import { useQuery } from 'urql';
import { ServiceRoleNamesDocument } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';

export type RoleLists = { mgmtRoles: string[]; useRoles: string[] };
type RoleTableProps = { roles: RoleLists; editable: boolean; onChange: (change: Partial<RoleLists>) => void };

/** Which roles may change an orchestration and which may run it. */
export function RoleTable({ roles, editable, onChange }: RoleTableProps) {
  const { t, label } = useWords();
  const id = useId();
  const [{ data }] = useQuery({ query: ServiceRoleNamesDocument });
  const known = new Map(data?.roles.nodes.map((role) => [role.name, role.label]) ?? []);
  const names = [...new Set([...known.keys(), ...roles.mgmtRoles, ...roles.useRoles])].sort();
  const toggle = (list: keyof RoleLists, role: string, given: boolean) =>
    onChange({ [list]: given ? [...roles[list], role].sort() : roles[list].filter((one) => one !== role) });
  return (
    <>
      <h3 id={id}>{t('services.role')}</h3>
      <p className="xs tertiary">{t(roles.mgmtRoles.length === 0 ? 'design.everybodyHint' : 'design.rolesHint')}</p>
      <table className="table" aria-labelledby={id}>
        <thead>
          <tr>
            <th>{t('services.role')}</th>
            <th style={{ width: 84 }}>{t('servicePermission.MGMT')}</th>
            <th style={{ width: 84 }}>{t('servicePermission.USE')}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <td>{label(known.get(name)) || name}</td>
              {(['mgmtRoles', 'useRoles'] as const).map((list) => (
                <td key={list}>
                  <input
                    type="checkbox"
                    className="checkbox"
                    aria-label={`${name} ${t(`field.${list}`)}`}
                    checked={roles[list].includes(name)}
                    disabled={!editable}
                    onChange={(event) => toggle(list, name, event.target.checked)}
                    data-testid={`${list}-${name}`}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
