'use client';
import { useQuery } from 'urql';
import { type ServicePermission, ServiceRoleNamesDocument } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import type { Draft } from './registration-draft.ts';

type RolesProps = { draft: Draft; editable: boolean; onChange: (draft: Draft) => void };
const PERMISSIONS: ServicePermission[] = ['MGMT', 'USE'];

/** Who may change the registration and who may use its services; without any role everybody may who has the right. */
export function RolesTab({ draft, editable, onChange }: RolesProps) {
  const { t, label } = useWords();
  const [{ data }] = useQuery({ query: ServiceRoleNamesDocument });
  const known = new Map(data?.roles.nodes.map((role) => [role.name, role.label]) ?? []);
  const names = [...new Set([...known.keys(), ...draft.roles.map(({ role }) => role)])].sort();
  const has = (permission: ServicePermission, role: string) =>
    draft.roles.some((one) => one.permission === permission && one.role === role);
  const set = (permission: ServicePermission, role: string, given: boolean) => {
    const others = draft.roles.filter((one) => one.permission !== permission || one.role !== role);
    const roles = given ? [...others, { permission, role }] : others;
    onChange({ ...draft, roles: roles.sort((a, b) => (key(a) < key(b) ? -1 : 1)) });
  };
  return (
    <div className="scroll grow" style={{ background: 'var(--surface)' }} data-testid="registration-roles">
      <p className="sm secondary" style={{ padding: '12px 16px 4px' }}>
        {t(draft.roles.length === 0 ? 'services.everybodyWhat' : 'services.rolesWhat')}
      </p>
      <table className="table" style={{ maxWidth: 760 }}>
        <thead>
          <tr>
            <th>{t('services.role')}</th>
            {PERMISSIONS.map((permission) => (
              <th key={permission} style={{ width: 160 }}>
                {t(`servicePermission.${permission}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name) => {
            const words = known.get(name);
            return (
              <tr key={name} data-testid={`role-${name}`}>
                <td>
                  {words ? label(words) : name} <span className="mono sm tertiary">{name}</span>
                  {data && !words && <span className="tag">{t('services.roleMissing')}</span>}
                </td>
                {PERMISSIONS.map((permission) => (
                  <td key={permission}>
                    <input
                      type="checkbox"
                      className="checkbox"
                      aria-label={`${name} ${t(`servicePermission.${permission}`)}`}
                      checked={has(permission, name)}
                      disabled={!editable}
                      onChange={(event) => set(permission, name, event.target.checked)}
                      data-testid={`${permission}-${name}`}
                    />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

const key = ({ permission, role }: { permission: string; role: string }) => `${permission} ${role}`;
