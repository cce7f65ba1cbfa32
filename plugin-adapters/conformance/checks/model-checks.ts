import { isObject, type Row } from '../answers.ts';
import { type CheckGroup, firstOf, Skip } from '../check.ts';
import { type Answer, shown } from '../connection.ts';
import type { Subject } from '../subject.ts';

/** A data model that the running plugin describes itself. */
export const modelChecks: CheckGroup = {
  name: 'model',
  checks: [
    {
      id: 'model-answered',
      severity: 'must',
      says: 'a dynamic data model is answered as a list of entities',
      remedy: 'Answer GET /{package}/data-model with { "status": "OK", "message": "", "data": [entities] }.',
      look: async (subject) => {
        const answer = await modelAnswer(subject);
        return entitiesIn(answer) ? null : shown(answer);
      },
    },
    {
      id: 'model-attributes-named',
      severity: 'must',
      says: 'every attribute of the model has a name and a dataType',
      remedy: 'Give both as texts; dataType is str, int, ref or another word.',
      look: (subject) =>
        ofEntities(subject, (entity) => {
          const bare = attributesOf(entity).find(({ name, dataType }) => !isText(name) || !isText(dataType));
          return bare ? `${JSON.stringify(bare)}` : null;
        }),
    },
    {
      id: 'model-identified',
      severity: 'should',
      says: 'every entity of the model has id and displayName',
      remedy: 'Describe both: the platform reads them of every object.',
      look: (subject) =>
        ofEntities(subject, (entity) => {
          const names = new Set(attributesOf(entity).map(({ name }) => name));
          return names.has('id') && names.has('displayName') ? null : 'id or displayName is missing';
        }),
    },
    {
      id: 'model-flags',
      severity: 'should',
      says: 'required and multiple are Y or N',
      remedy: 'Use the letters: other words are read as N.',
      look: (subject) =>
        ofEntities(subject, (entity) => {
          const flags = attributesOf(entity).flatMap(({ name, required, multiple }) => [
            [name, required] as const,
            [name, multiple] as const,
          ]);
          const odd = flags.find(([, flag]) => flag !== undefined && flag !== 'Y' && flag !== 'N');
          return odd ? `${odd[0]} has ${JSON.stringify(odd[1])}` : null;
        }),
    },
    {
      id: 'model-references-whole',
      severity: 'must',
      says: 'what is a reference says to which entity',
      remedy: 'Give refPackageName and refEntityName to attributes of dataType ref.',
      look: (subject) =>
        ofEntities(subject, (entity) => {
          const lost = attributesOf(entity).find(({ dataType, refEntityName }) => dataType === 'ref' && !refEntityName);
          return lost ? `${lost['name']} refers to nothing` : null;
        }),
    },
    {
      id: 'model-stable',
      severity: 'should',
      says: 'the model is the same when it is asked for twice',
      remedy: 'Order entities and attributes: every difference is a new version of the model.',
      look: async (subject) => {
        const first = entitiesIn(await modelAnswer(subject));
        const second = entitiesIn(await subject.connection.ask(questionOf(subject)));
        return JSON.stringify(first) === JSON.stringify(second) ? null : 'it differed';
      },
    },
  ],
};

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';

function questionOf({ packageName, manifest: { dataModel } }: Subject) {
  if (!dataModel.dynamic) throw new Skip('the manifest itself has the entities');
  return {
    method: dataModel.method || 'GET',
    path: dataModel.path.startsWith(`/${packageName}/`) ? dataModel.path : `/${packageName}/data-model`,
  };
}

const modelAnswer = (subject: Subject): Promise<Answer> =>
  subject.once('model', () => subject.connection.ask(questionOf(subject)));

function entitiesIn({ json }: Answer): Row[] | null {
  const data = isObject(json) && json['status'] === 'OK' ? json['data'] : null;
  return Array.isArray(data) && data.every((one) => isObject(one) && isText(one['name'])) ? data : null;
}

async function ofEntities(subject: Subject, look: (entity: Row) => string | null): Promise<string | null> {
  const entities = entitiesIn(await modelAnswer(subject));
  if (!entities) throw new Skip('the model cannot be read; see model-answered');
  return firstOf(entities, ({ name }) => String(name), look);
}

const attributesOf = ({ attributes }: Row): Row[] => (Array.isArray(attributes) ? attributes.filter(isObject) : []);
