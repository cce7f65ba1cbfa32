import type { PublicApi } from '../public-api.ts';
import { type DemoOrchestration, demoOrchestrations } from './orchestrations.ts';

type Definition = { id: string; status: string; rowVersion: number };

const DEFINITION = 'definition { id status rowVersion }';

/** Designs and deploys the orchestrations of the demo estate, so that there is something to start; skips what is there. */
export async function createDemoOrchestrations(api: PublicApi, report: (line: string) => void): Promise<void> {
  for (const orchestration of demoOrchestrations) await create(api, orchestration, report);
}

async function create(api: PublicApi, orchestration: DemoOrchestration, report: (line: string) => void): Promise<void> {
  const existing = await findDefinition(api, orchestration.name);
  if (existing?.status === 'DEPLOYED') return;
  const { id, rowVersion } = existing ?? (await createDraft(api, orchestration));
  const input = { id, rowVersion, nodes: orchestration.nodes, links: orchestration.links };
  const { definition } = await api.mutate<{ definition: Definition }>('saveDraft', input, DEFINITION);
  const saved = { id, rowVersion: definition.rowVersion };
  await api.mutateWith('deployDefinition', 'DefinitionActionInput', saved, 'definition { id }');
  report(`orchestration "${orchestration.name}": deployed`);
}

async function findDefinition(api: PublicApi, name: string): Promise<Definition | undefined> {
  const query = `query ($name: String!) {
    definitions(where: { name: { eq: $name } }) { nodes { id status rowVersion } }
  }`;
  return (await api.query<{ definitions: { nodes: Definition[] } }>(query, { name })).definitions.nodes[0];
}

async function createDraft(api: PublicApi, { name, description, rootEntity }: DemoOrchestration): Promise<Definition> {
  const input = { name, description, rootEntity, idempotencyKey: `demo-${name}` };
  return (await api.mutate<{ definition: Definition }>('createDefinition', input, DEFINITION)).definition;
}
