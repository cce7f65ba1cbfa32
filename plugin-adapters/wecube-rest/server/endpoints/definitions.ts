import { z } from 'zod';
import { askAll, PAGE } from '../ask-all.ts';
import {
  type Definition,
  deployedDefinitions,
  findDefinition,
  presentDefinition,
  presentNodes,
} from '../definitions.ts';
import type { Endpoint, RestCall } from '../endpoint.ts';
import { found } from '../problems.ts';
import { bodyAs } from '../read-body.ts';
import { entitiesOf } from './models.ts';
import { objectsOf } from './objects.ts';
import { previewObjects } from './preview.ts';

const AT = '/platform/v1/process/definitions';
const PUBLIC = '/platform/v1/public/process/definitions';

/** Orchestrations as plugins look at them before they start one. */
export const definitionEndpoints: readonly Endpoint[] = [
  { method: 'GET', path: AT, handle: list },
  { method: 'POST', path: `${AT}/list`, handle: listByRole },
  { method: 'GET', path: `${AT}/list/:plugin`, handle: listShort },
  { method: 'GET', path: `${AT}/process-keys/:definition/root-entities`, handle: rootEntities },
  { method: 'GET', path: `${AT}/:definition/outline`, handle: outline },
  { method: 'GET', path: `${AT}/:definition/root-entities`, handle: rootEntities },
  { method: 'GET', path: `${AT}/:definition/preview/entities/:object`, handle: previewObjects },
  { method: 'GET', path: PUBLIC, handle: list },
  { method: 'GET', path: `${PUBLIC}/detail`, handle: detail },
  { method: 'POST', path: `${PUBLIC}/syncUseRole`, handle: syncUseRole },
  { method: 'GET', path: `${PUBLIC}/:definition/tasknodes`, handle: taskNodes },
  { method: 'GET', path: `${PUBLIC}/:definition/options/:node`, handle: options },
  { method: 'GET', path: `${PUBLIC}/:definition/preview/entities/:object`, handle: previewObjects },
];

/** Only deployed ones: nobody else's drafts concern a plugin. */
async function list({ ask, query }: RestCall): Promise<unknown> {
  const rootEntity = query.get('rootEntity');
  const all = await deployedDefinitions(ask);
  return all.filter((one) => !rootEntity || one.rootEntity === rootEntity).map(presentDefinition);
}

const listQuery = z.object({ procDefId: z.string().nullish(), procDefName: z.string().nullish() });

/** Once per role whose members may edit orchestrations, as there is no owner of a single one. */
async function listByRole(call: RestCall): Promise<unknown> {
  const { procDefId, procDefName } = bodyAs(call, listQuery);
  const where = procDefName ? { name: { contains: procDefName } } : {};
  const all = await deployedDefinitions(call.ask, where);
  const wanted = all.filter(({ id }) => !procDefId || id === procDefId);
  const document = `query RestEditors($after: String) {
    list: roles(first: 200, after: $after) { nodes { name label { en } actions } ${PAGE} } }`;
  const roles = await askAll<{ name: string; label: { en: string }; actions: string[] }>(call.ask, document);
  const editors = roles.filter(({ actions }) => actions.includes('definition:edit'));
  return editors.map(({ name, label }) => ({
    ...{ manageRole: name, manageRoleDisplay: label.en },
    dataList: wanted.map(presentShort),
  }));
}

async function listShort({ ask }: RestCall): Promise<unknown> {
  return (await deployedDefinitions(ask)).map(presentShort);
}

const presentShort = (definition: Definition) => ({
  ...{ id: definition.id, key: definition.key, name: definition.name, version: String(definition.version) },
  ...{ rootEntity: definition.rootEntity, status: 'deployed', tags: '', scene: '', authPlugins: [] },
  ...{ createdBy: definition.createdBy, createdTime: definition.createdAt },
  ...{ updatedBy: definition.updatedBy, updatedTime: definition.updatedAt },
});

const useRoles = z.object({ procDefId: z.string(), useRoles: z.array(z.string()).nullish() });

/** Nothing has to be kept: a deployed orchestration may be used by everybody whose roles allow starting runs. */
async function syncUseRole(call: RestCall): Promise<null> {
  const { procDefId, useRoles: wanted } = bodyAs(call, useRoles);
  await findDefinition(call.ask, procDefId);
  const document = `query RestRoleNames($after: String) {
    list: roles(first: 200, after: $after) { nodes { id name } ${PAGE} } }`;
  const roles = await askAll<{ id: string; name: string }>(call.ask, document);
  for (const one of wanted ?? [])
    found(
      roles.find(({ id, name }) => id === one || name === one),
      `role ${one}`,
    );
  return null;
}

const definitionOf = ({ ask, params }: RestCall): Promise<Definition> =>
  findDefinition(ask, params['definition'] ?? '');

async function outline(call: RestCall): Promise<unknown> {
  const definition = await definitionOf(call);
  return { ...presentDefinition(definition), flowNodes: await presentNodes(call.ask, definition) };
}

async function detail({ ask, query }: RestCall): Promise<unknown> {
  const [name, version] = [query.get('name') ?? '', query.get('version')?.replace(/^v/i, '')];
  const document = `query RestNamed($where: DefinitionFilter, $after: String) {
    list: definitions(where: $where, first: 200, after: $after) { nodes { id version } ${PAGE} } }`;
  const where = { name: { eq: name }, status: ['DEPLOYED', 'DISABLED'] };
  const named = await askAll<{ id: string; version: number }>(ask, document, { where });
  const newest = named.sort((one, other) => other.version - one.version);
  const chosen = newest.find((one) => !version || String(one.version) === version);
  const definition = await findDefinition(ask, found(chosen, `orchestration ${name} ${version ?? ''}`.trim()).id);
  return { ...presentDefinition(definition), flowNodes: await presentNodes(ask, definition) };
}

async function taskNodes(call: RestCall): Promise<unknown> {
  const nodes = await presentNodes(call.ask, await definitionOf(call));
  const tasks = nodes.filter(({ taskCategory }) => taskCategory !== '');
  return Promise.all(
    tasks.map(async (node) => ({ ...node, boundEntities: await boundEntities(call, node.routineExp) })),
  );
}

/** What the node works on: the entity where its expression ends. */
async function boundEntities({ ask }: RestCall, expression: string): Promise<unknown[]> {
  return expression === '' ? [] : (await entitiesOf(ask, expression)).slice(-1);
}

/** What a person can choose at a node: the names of the links that leave it. */
async function options(call: RestCall): Promise<unknown> {
  const { nodes, links } = await definitionOf(call);
  const id = call.params['node'] ?? '';
  found(
    nodes.find((node) => node.id === id),
    `node ${id}`,
  );
  return links.filter(({ source, label }) => source === id && label).map(({ label }) => label);
}

async function rootEntities(call: RestCall): Promise<unknown> {
  const { rootEntity } = await definitionOf(call);
  const [entity = ''] = rootEntity.split(/[{.~>-]/);
  return objectsOf(call.ask, entity);
}
