import type { PublicApi } from '../public-api.ts';

const NAME = 'Check the hosts of an application';
const ROOT_ENTITY = 'estate:application';
const HOSTS = 'estate:application~(application)estate:unit~(unit)estate:host';
const SCRIPT = 'echo "checked $(date +%H:%M:%S)"; uptime';

type Definition = { id: string; status: string; rowVersion: number };
type Service = { name: string; action: string; targetEntity: string | null; enabled: boolean };

/** Designs and deploys a small orchestration over the demo estate, so that there is something to start. */
export async function createDemoOrchestration(api: PublicApi, report: (line: string) => void): Promise<void> {
  const existing = await findDefinition(api);
  if (existing?.status === 'DEPLOYED') return;
  report(`orchestration "${NAME}": designing`);
  const draft = existing ?? (await createDraft(api));
  const saved = await saveDraft(api, draft, await findScriptService(api));
  await api.mutateWith('deployDefinition', 'DefinitionActionInput', saved, 'definition { id }');
  report(`orchestration "${NAME}": deployed`);
}

async function findDefinition(api: PublicApi): Promise<Definition | undefined> {
  const query = `query ($name: String!) {
    definitions(where: { name: { eq: $name } }) { nodes { id status rowVersion } }
  }`;
  return (await api.query<{ definitions: { nodes: Definition[] } }>(query, { name: NAME })).definitions.nodes[0];
}

async function createDraft(api: PublicApi): Promise<Definition> {
  const input = {
    name: NAME,
    rootEntity: ROOT_ENTITY,
    description: 'Runs a script for every host below an application.',
    idempotencyKey: 'demo-orchestration',
  };
  const payload = await api.mutate<{ definition: Definition }>(
    'createDefinition',
    input,
    'definition { id status rowVersion }',
  );
  return payload.definition;
}

async function findScriptService(api: PublicApi): Promise<string> {
  const query = '{ services(where: { packageName: { eq: "shell" } }) { nodes { name action targetEntity enabled } } }';
  const { services } = await api.query<{ services: { nodes: Service[] } }>(query);
  const found = services.nodes.find(({ action, enabled }) => action === 'run' && enabled);
  if (!found) throw new Error('The package shell brought no enabled service that runs a script.');
  return found.name;
}

async function saveDraft(
  api: PublicApi,
  draft: Definition,
  service: string,
): Promise<{ id: string; rowVersion: number }> {
  const check = {
    ...{ id: 'check', name: 'Run a script on every host', type: 'AUTOMATIC', x: 260, y: 120 },
    ...{ expression: HOSTS, bindMode: 'AT_START', service },
    parameters: [{ name: 'script', source: 'CONSTANT', value: SCRIPT }],
  };
  const nodes = [
    { id: 'start', name: 'Start', type: 'START', x: 0, y: 120 },
    check,
    { id: 'end', name: 'End', type: 'END', x: 560, y: 120 },
  ];
  const links = [
    { id: 'start-check', source: 'start', target: 'check' },
    { id: 'check-end', source: 'check', target: 'end' },
  ];
  const input = { id: draft.id, rowVersion: draft.rowVersion, nodes, links };
  const { definition } = await api.mutate<{ definition: Definition }>(
    'saveDraft',
    input,
    'definition { id status rowVersion }',
  );
  return { id: definition.id, rowVersion: definition.rowVersion };
}
