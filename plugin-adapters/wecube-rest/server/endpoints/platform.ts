import { z } from 'zod';
import { askAll, PAGE } from '../ask-all.ts';
import type { Endpoint, RestCall } from '../endpoint.ts';
import { RestRefusal } from '../endpoint.ts';
import { bodyAs } from '../read-body.ts';
import { readPages } from './pages.ts';

/** What plugins ask about the platform itself: hosts, variables, packages, services, addresses. */
export const platformEndpoints: readonly Endpoint[] = [
  { method: 'GET', path: '/platform/v1/health-check', isOpen: true, handle: async () => null },
  { method: 'GET', path: '/platform/v1/available-container-hosts', handle: hosts },
  { method: 'POST', path: '/platform/v1/system-variables/retrieve', handle: variables },
  { method: 'GET', path: '/platform/v1/packages', handle: packages },
  { method: 'GET', path: '/platform/v1/plugins/interfaces/enabled', handle: enabledInterfaces },
  { method: 'GET', path: '/platform/v1/route-items', handle: routes },
  { method: 'GET', path: '/platform/v1/route-items/:package', handle: routes },
];

async function hosts({ ask }: RestCall): Promise<unknown> {
  const found = await ask<{ hosts: { address: string; available: boolean }[] }>(
    'query RestHosts { hosts { address available } }',
  );
  return [...new Set(found.hosts.filter(({ available }) => available).map(({ address }) => address))];
}

const variableQuery = z.object({
  filters: z.array(z.object({ name: z.string(), operator: z.string().nullish(), value: z.unknown() })).nullish(),
  paging: z.boolean().nullish(),
  pageable: z.object({ pageSize: z.number().int(), startIndex: z.number().int() }).partial().nullish(),
});
type Variable = {
  id: string;
  packageName: string;
  name: string;
  scope: string;
  value: string | null;
  defaultValue: string | null;
  active: boolean;
  source: string;
};

/** Those everybody sees, and of a plugin's own package; secret ones without their value. */
async function variables(call: RestCall): Promise<unknown> {
  const { filters, paging, pageable } = bodyAs(call, variableQuery);
  const document = `query RestVariables($after: String) { list: systemVariables(first: 200, after: $after) {
    nodes { id packageName name scope value defaultValue active source } ${PAGE} } }`;
  const own = call.caller?.packageName;
  const visible = (await askAll<Variable>(call.ask, document)).filter(
    ({ scope, packageName }) => !own || scope === 'global' || packageName === own,
  );
  const rows = visible.map((one) => ({ ...one, status: one.active ? 'active' : 'inactive' })).map(withTexts);
  const wanted = rows.filter((row) => (filters ?? []).every((filter) => matches(row, filter)));
  const { pageSize = wanted.length, startIndex = 0 } = (paging && pageable) || {};
  const pageInfo = { startIndex, pageSize, totalRows: wanted.length };
  return { pageInfo, contents: wanted.slice(startIndex, startIndex + pageSize) };
}

const withTexts = ({ active: _active, ...row }: Variable & { status: string }): Record<string, string> => ({
  ...row,
  value: row.value ?? '',
  defaultValue: row.defaultValue ?? '',
});

function matches(
  row: Record<string, string>,
  { name, operator, value }: { name: string; operator?: string | null; value?: unknown },
): boolean {
  const found = row[name] ?? '';
  switch (operator || 'eq') {
    case 'eq':
      return found === String(value ?? '');
    case 'ne':
    case 'neq':
      return found !== String(value ?? '');
    case 'in':
      return Array.isArray(value) && value.map(String).includes(found);
    case 'contains':
    case 'like':
      return found.includes(String(value ?? ''));
    default:
      throw new RestRefusal(`The operator "${operator}" is not known here.`);
  }
}

type Pack = { id: string; name: string; version: string; status: string; uploadedAt: string };

async function packages({ ask }: RestCall): Promise<unknown> {
  const document = `query RestPackages($after: String) { list: packages(first: 200, after: $after) {
    nodes { id name version status uploadedAt } ${PAGE} } }`;
  const [packs, pages] = await Promise.all([askAll<Pack>(ask, document), readPages(ask)]);
  const withPages = new Set(pages.map(({ packageId }) => packageId));
  return packs.map(({ uploadedAt, ...pack }) => ({
    ...{ ...pack, uploadTimestamp: uploadedAt, uiActive: withPages.has(pack.id) },
  }));
}

type Parameter = { name: string; dataType: string; required: boolean; sensitive: boolean; mappingType: string };
type Service = {
  id: string;
  name: string;
  packageName: string;
  action: string;
  path: string;
  httpMethod: string;
  type: string;
  targetEntity: string | null;
  inputs: Parameter[];
  outputs: Parameter[];
};

async function enabledInterfaces({ ask }: RestCall): Promise<unknown> {
  const parameters = 'name dataType required sensitive mappingType';
  const document = `query RestServices($where: ServiceFilter, $after: String) {
    list: services(where: $where, first: 200, after: $after) { nodes {
      id name packageName action path httpMethod type targetEntity
      inputs { ${parameters} } outputs { ${parameters} } } ${PAGE} } }`;
  return (await askAll<Service>(ask, document, { where: { enabled: true } })).map((service) => ({
    ...{ id: service.id, serviceName: service.name, serviceDisplayName: service.name, action: service.action },
    ...{ packageName: service.packageName, path: service.path, httpMethod: service.httpMethod, type: service.type },
    entityType: service.targetEntity ?? '',
    inputParameters: service.inputs.map(presentParameter),
    outputParameters: service.outputs.map(presentParameter),
  }));
}

const presentParameter = ({ required, sensitive, ...parameter }: Parameter) => ({
  ...parameter,
  ...{ required: required ? 'Y' : 'N', sensitiveData: sensitive ? 'Y' : 'N' },
});

/** Where instances answer, one item each; only for who may see instances. */
async function routes({ ask, params, platform }: RestCall): Promise<unknown> {
  await ask('query RestInstances { instances { id } }');
  const all = await platform.addresses();
  const wanted = all.filter(({ name }) => !params['package'] || name === params['package']);
  return wanted.flatMap(({ name, baseUrls }) =>
    baseUrls.map((baseUrl) => {
      const { protocol, hostname, port } = new URL(baseUrl);
      return { context: name, httpScheme: protocol.replace(':', ''), host: hostname, port, weight: '0' };
    }),
  );
}
