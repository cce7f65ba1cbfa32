import { z } from 'zod';
import { askAll, PAGE } from '../ask-all.ts';
import { type Ask, type Endpoint, type RestCall, RestRefusal } from '../endpoint.ts';
import { carriedOut, found, PROBLEMS, type Problems } from '../problems.ts';
import { bodyAs } from '../read-body.ts';
import { findUser, presentRole, ROLE, ROLES, type Role } from './people.ts';

type Application = {
  id: string;
  status: 'PENDING' | 'APPROVED' | 'DENIED' | 'WITHDRAWN';
  appliedAt: string;
  answeredBy: string | null;
  answeredAt: string | null;
  user: { username: string; email: string | null };
  role: Role;
};

const APPLY = '/auth/v1/roles/apply';

/** Who holds which role: users ask for roles, who may give them answers. A plugin only passes wishes on. */
export const roleEndpoints: readonly Endpoint[] = [
  { method: 'GET', path: APPLY, handle: ownApplications },
  { method: 'POST', path: APPLY, handle: apply },
  { method: 'PUT', path: APPLY, handle: answer },
  { method: 'DELETE', path: APPLY, handle: withdraw },
  { method: 'POST', path: `${APPLY}/byapplier`, handle: (call) => listed(call, 'ownRoleApplications') },
  { method: 'POST', path: `${APPLY}/byhandler`, handle: (call) => listed(call, 'roleApplications') },
  { method: 'POST', path: '/auth/v1/roles/:role/users', handle: (call) => changeHolders(call, 'GIVE') },
  { method: 'POST', path: '/auth/v1/roles/:role/users/revoke', handle: (call) => changeHolders(call, 'TAKE') },
];

const wish = z.object({ roleIds: z.array(z.string()), expireTime: z.string().nullish() });

/** The applicant is who the call is from, whatever `userName` says. */
async function apply(call: RestCall): Promise<null> {
  const { roleIds, expireTime } = bodyAs(call, wish);
  if (expireTime)
    throw new RestRefusal(
      'Roles have no end here: leave expireTime empty, and give the role back later.',
      'BAD_REQUEST',
    );
  return change(call, 'applyForRoles', 'ApplyForRolesInput', { roleIds });
}

const answers = z.array(z.object({ id: z.string(), status: z.string() }));

/** One answer after the other; the first that is refused ends it, and those before it stand. */
async function answer(call: RestCall): Promise<null> {
  for (const { id, status } of bodyAs(call, answers)) {
    if (status !== 'approve' && status !== 'deny')
      throw new RestRefusal(`An application is answered with approve or deny, not "${status}".`, 'BAD_REQUEST');
    const input = { id, approve: status === 'approve' };
    await change(call, 'answerRoleApplication', 'AnswerRoleApplicationInput', input);
  }
  return null;
}

function withdraw(call: RestCall): Promise<null> {
  return change(call, 'withdrawRoleApplication', 'WithdrawRoleApplicationInput', {
    id: call.query.get('applyId') ?? '',
  });
}

async function change({ ask }: RestCall, field: string, type: string, input: object): Promise<null> {
  const document = `mutation RestRoles($input: ${type}!) { done: ${field}(input: $input) { ${PROBLEMS} } }`;
  carriedOut((await ask<{ done: Problems }>(document, { input })).done);
  return null;
}

type Field = 'ownRoleApplications' | 'roleApplications';

async function applications(ask: Ask, field: Field): Promise<ReturnType<typeof presentApplication>[]> {
  const document = `query RestApplications($after: String) {
    list: ${field}(first: 200, after: $after, status: [PENDING, APPROVED, DENIED]) { nodes {
      id status appliedAt answeredBy answeredAt user { username email } role { ${ROLE} } } ${PAGE} } }`;
  return (await askAll<Application>(ask, document)).map(presentApplication);
}

function ownApplications({ ask }: RestCall): Promise<unknown> {
  return applications(ask, 'ownRoleApplications');
}

const listQuery = z.object({
  filters: z.array(z.object({ name: z.string(), operator: z.string().nullish(), value: z.unknown() })).nullish(),
  paging: z.boolean().nullish(),
  pageable: z.object({ pageSize: z.number().int(), startIndex: z.number().int() }).partial().nullish(),
});

async function listed(call: RestCall, field: Field): Promise<unknown> {
  const { filters, paging, pageable } = bodyAs(call, listQuery);
  const wanted = (await applications(call.ask, field)).filter((row) =>
    (filters ?? []).every(({ name, value }) => listOf(value).includes(fieldOf(row, name))),
  );
  const { pageSize = wanted.length, startIndex = 0 } = (paging && pageable) || {};
  const pageInfo = { startIndex, pageSize, totalRows: wanted.length };
  return { pageInfo, contents: wanted.slice(startIndex, startIndex + pageSize) };
}

/** `in` comes with a list or with a single text. */
const listOf = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map(String);

function fieldOf(row: ReturnType<typeof presentApplication>, name: string): string {
  if (name === 'roleId') return row.role.id;
  if (name === 'status' || name === 'createdBy' || name === 'updatedBy' || name === 'id') return row[name];
  throw new RestRefusal(`Applications are not filtered by "${name}".`, 'BAD_REQUEST');
}

const STATUSES = { PENDING: 'init', APPROVED: 'approve', DENIED: 'deny', WITHDRAWN: 'deleted' } as const;

function presentApplication({ id, status, appliedAt, answeredBy, answeredAt, user, role }: Application) {
  const shown: string = STATUSES[status];
  return {
    ...{ id, createdBy: user.username, createdTime: appliedAt, emailAddr: user.email ?? '' },
    ...{ updatedBy: answeredBy ?? user.username, updatedTime: answeredAt ?? appliedAt },
    ...{ role: presentRole(role), status: shown, handleStatus: shown, expireTime: '' },
  };
}

const holders = z.array(z.union([z.string(), z.object({ id: z.string() })]));

async function changeHolders(call: RestCall, way: 'GIVE' | 'TAKE'): Promise<null> {
  const { role: wanted } = call.params;
  const roles = await askAll<Role>(call.ask, ROLES);
  const role = found(
    roles.find(({ id, name }) => id === wanted || name === wanted),
    `role ${wanted}`,
  );
  for (const given of bodyAs(call, holders)) {
    const { id, roles: held } = await findUser(call.ask, typeof given === 'string' ? given : given.id);
    const others = held.map((one) => one.id).filter((one) => one !== role.id);
    const roleIds = way === 'GIVE' ? [...others, role.id] : others;
    await change(call, 'updateUser', 'UpdateUserInput', { id, roleIds });
  }
  return null;
}
