import { z } from 'zod';
import { askAll, PAGE } from '../ask-all.ts';
import { type Ask, callerOf, type Endpoint, type RestCall } from '../endpoint.ts';
import { carriedOut, found, notServed, PROBLEMS, type Problems } from '../problems.ts';
import { bodyAs } from '../read-body.ts';

export type Role = { id: string; name: string; label: { en: string; zh: string } };
type User = { id: string; username: string; displayName: string; email: string | null; roles: Role[] };

export const ROLE = 'id name label { en zh }';
export const ROLES = `query RestRoles($after: String) { list: roles(first: 200, after: $after) { nodes { ${ROLE} } ${PAGE} } }`;
const USERS = `query RestUsers($after: String, $where: StringFilter) {
  list: users(first: 200, after: $after, where: $where) {
    nodes { id username displayName email roles { ${ROLE} } } ${PAGE} } }`;

/** Roles and users, under the names of the original's core and of its auth server. */
export const peopleEndpoints: readonly Endpoint[] = [
  { method: 'GET', path: '/platform/v1/roles/retrieve', handle: allRoles },
  { method: 'GET', path: '/auth/v1/roles', handle: allRoles },
  { method: 'POST', path: '/platform/entities/role/query', handle: roleRows },
  { method: 'GET', path: '/platform/v1/roles/:role/users', handle: usersOfRole },
  { method: 'GET', path: '/auth/v1/roles/:role/users', handle: usersOfRole },
  { method: 'GET', path: '/platform/v1/users/retrieve', handle: allUsers },
  { method: 'GET', path: '/auth/v1/users', handle: allUsers },
  { method: 'POST', path: '/auth/v1/users', handle: createUser },
  { method: 'GET', path: '/platform/v1/users/roles', handle: ownRoles },
  { method: 'GET', path: '/platform/v1/users/:user/roles', handle: rolesOfUser },
  { method: 'GET', path: '/auth/v1/users/:user/roles', handle: rolesOfUser },
  { method: 'GET', path: '/platform/v1/user/:user/get', handle: oneUser },
  { method: 'POST', path: '/auth/v1/users/register', isOpen: true, handle: notServed('Registering oneself') },
];

async function allRoles({ ask }: RestCall): Promise<unknown> {
  return (await askAll<Role>(ask, ROLES)).map(presentRole);
}

/** Roles as an entity: its id is the name, so that other entities can refer to it. */
async function roleRows({ ask }: RestCall): Promise<unknown> {
  const roles = await askAll<Role>(ask, ROLES);
  return roles.map(({ name, label }) => ({ id: name, displayName: label.en, email: '' }));
}

async function usersOfRole({ ask, params }: RestCall): Promise<unknown> {
  const isIt = ({ id, name }: Role): boolean => id === params['role'] || name === params['role'];
  return (await askAll<User>(ask, USERS)).filter(({ roles }) => roles.some(isIt)).map(presentUser);
}

async function allUsers({ ask }: RestCall): Promise<unknown> {
  return (await askAll<User>(ask, USERS)).map(presentUser);
}

async function oneUser({ ask, params }: RestCall): Promise<unknown> {
  return presentUser(await findUser(ask, params['user'] ?? ''));
}

async function rolesOfUser({ ask, params }: RestCall): Promise<unknown> {
  return (await findUser(ask, params['user'] ?? '')).roles.map(presentRole);
}

async function ownRoles(call: RestCall): Promise<unknown> {
  return (await findUser(call.ask, callerOf(call).name)).roles.map(presentRole);
}

const newUser = z.object({ username: z.string(), email: z.string().nullish(), cnName: z.string().nullish() });

async function createUser(call: RestCall): Promise<unknown> {
  const { username, email, cnName } = bodyAs(call, newUser);
  const document = `mutation RestCreateUser($input: CreateUserInput!) {
    createUser(input: $input) { user { id username } initialPassword ${PROBLEMS} } }`;
  const input = { username, email: email || null, displayName: cnName || null, roleIds: [] };
  const { createUser: payload } = await call.ask<{ createUser: Problems & { user: User; initialPassword: string } }>(
    document,
    { input },
  );
  const { user, initialPassword } = carriedOut(payload);
  return { id: user.id, username: user.username, password: initialPassword };
}

/** By name or id; names are kept in lower case. */
export async function findUser(ask: Ask, nameOrId: string): Promise<User> {
  const byName = await askAll<User>(ask, USERS, { where: { eq: nameOrId.toLowerCase() } });
  const user = byName[0] ?? (await askAll<User>(ask, USERS)).find(({ id }) => id === nameOrId);
  return found(user, `user ${nameOrId}`);
}

export const presentRole = ({ id, name, label }: Role) => ({
  id,
  name,
  displayName: label.en,
  email: '',
  status: 'NotDeleted',
  administrator: '',
});

const presentUser = ({ id, username, displayName, email, roles }: User) => ({
  ...{ id, username, userName: username, displayName, cnName: displayName, emailAddr: email ?? '', email: email ?? '' },
  roles: roles.map(presentRole),
});
