import { findDefinition } from '../definitions.ts';
import { type RestCall, RestRefusal } from '../endpoint.ts';

type PreviewObject = { objectId: string; displayName: string; entity: string; attributes: unknown };
type Preview = {
  previewRun: {
    problems: { message: string }[];
    rootObject: PreviewObject | null;
    nodes: { nodeId: string; objects: PreviewObject[] }[];
  };
};
const OBJECT = 'objectId displayName entity attributes';

/** Which objects a run would touch: each once, the root first. */
export async function previewObjects({ ask, params }: RestCall): Promise<unknown> {
  const definition = await findDefinition(ask, params['definition'] ?? '');
  const document = `query RestPreview($input: PreviewRunInput!) { previewRun(input: $input) {
    problems { message } rootObject { ${OBJECT} } nodes { nodeId objects { ${OBJECT} } } } }`;
  const input = { definitionId: definition.id, rootObjectId: params['object'] ?? '' };
  const { problems, rootObject, nodes } = (await ask<Preview>(document, { input })).previewRun;
  if (!rootObject) throw new RestRefusal(problems[0]?.message ?? 'There is no such object.');
  const all = [rootObject, ...nodes.flatMap(({ objects }) => objects)];
  const once = new Map(all.map((object) => [`${object.entity}:${object.objectId}`, object]));
  const rootId = `${rootObject.entity}:${rootObject.objectId}`;
  const behind = [...once.keys()].filter((id) => id !== rootId);
  const treeNodes = [...once].map(([id, object]) => presentObject(id, object, id === rootId ? null : rootId, behind));
  return { processSessionId: '', entityTreeNodes: treeNodes };
}

function presentObject(id: string, object: PreviewObject, rootId: string | null, behind: readonly string[]) {
  const [packageName = '', entityName = ''] = object.entity.split(':');
  return {
    ...{ id, packageName, entityName, dataId: object.objectId, displayName: object.displayName },
    ...{ fullDataId: object.objectId, entityData: object.attributes, entityDataOp: '' },
    ...{ previousIds: rootId === null ? [] : [rootId], succeedingIds: rootId === null ? behind : [] },
  };
}
