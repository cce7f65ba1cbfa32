import { dataModelAnswerSchema } from '../../contract/index.ts';
import { isRefusal } from '../answers.ts';
import { Skip } from '../check.ts';
import type { Question } from '../connection.ts';
import { declaredEntities, describedEntities, type ModelEntity, type Subject } from '../subject.ts';

/** The question of every query: the platform always sends both parts. */
export const queryBody = (filters: readonly object[] = []) => ({
  criteria: { attrName: '', op: '', condition: null },
  additionalFilters: filters,
});

export const queryOf = (subject: Subject, entity: string, filters: readonly object[] = []): Question => ({
  path: `/${subject.packageName}/entities/${entity}/query`,
  body: queryBody(filters),
});

/** The entities of the plugin: those of its manifest, else those it describes itself. */
export function entitiesOf(subject: Subject): Promise<ModelEntity[]> {
  return subject.once('entities', async () => {
    const declared = subject.parsed?.ok ? declaredEntities(subject.parsed.manifest) : [];
    if (declared.length > 0) return declared;
    const token = subject.connection.platformToken();
    const path = `/${subject.packageName}/data-model`;
    const { json } = await subject.connection.ask({ method: 'GET', path, token });
    const described = dataModelAnswerSchema.safeParse(json);
    return described.success ? describedEntities(described.data.data) : [];
  });
}

/** As `entitiesOf`, but says why there is nothing to look at. */
export async function someEntities(subject: Subject): Promise<ModelEntity[]> {
  const entities = await entitiesOf(subject);
  if (entities.length === 0) throw new Skip('the plugin has no entities');
  return entities;
}

/** A harmless question that needs a token: a query, else the data model. */
export async function harmlessQuestion(subject: Subject): Promise<Question> {
  const [entity] = await entitiesOf(subject);
  if (entity) return queryOf(subject, entity.name);
  if (subject.parsed?.ok && subject.manifest.dataModel.dynamic)
    return { method: 'GET', path: `/${subject.packageName}/data-model` };
  const [call] = subject.calls();
  if (!call) throw new Skip('there is nothing harmless to ask');
  return {
    method: call.httpMethod,
    path: call.path,
    body: { requestId: subject.connection.nextId('req'), inputs: [] },
  };
}

/** Throws `Skip` when the plugin answers the platform as it answers somebody without a token: with a refusal. */
export async function requireLetIn(subject: Subject): Promise<void> {
  const isLetIn = await subject.once('the platform is let in', async () => {
    const question = await harmlessQuestion(subject).catch(() => null);
    if (!question || subject.connection.signingKey === null) return true;
    const answer = await subject.connection.ask({ ...question, token: subject.connection.platformToken() });
    if (!isRefusal(answer)) return true;
    const stranger = await subject.connection.ask({ ...question, token: null });
    return answer.text !== stranger.text || answer.status !== stranger.status;
  });
  if (!isLetIn) throw new Skip('the platform is not let in; see token-of-platform');
}
