'use client';
import { useQuery } from 'urql';
import { Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { ProblemList } from '../../components/problems.tsx';
import { StateIcon } from '../../components/state.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  ObjectPartsFragmentDoc,
  PreviewRunDocument,
  type PreviewRunQuery,
  ProblemPartsFragmentDoc,
} from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';

export type Exclusions = Record<string, string[]>;
type PreviewProps = {
  definitionId: string;
  rootObjectId: string;
  exclusions: Exclusions;
  onExclude: (exclusions: Exclusions) => void;
};

/** Which objects each node will touch, before anything is started; an object can be left out of a node. */
export function RunPreview({ definitionId, rootObjectId, exclusions, onExclude }: PreviewProps) {
  const { t } = useWords();
  const [{ data, error, fetching }, refetch] = useQuery({
    query: PreviewRunDocument,
    variables: { input: { definitionId, rootObjectId } },
    requestPolicy: 'network-only',
  });
  if (error && !data)
    return (
      <Failure error={error} what={t('preview.notLoaded')} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
    );
  if (!data || fetching) return <SkeletonRows rows={6} />;
  const automatic = data.previewRun.nodes.filter((node) => node.type === 'AUTOMATIC');
  return (
    <div data-testid="run-preview">
      <div className="section" style={{ borderBottom: 0, paddingBottom: 0 }}>
        <h2 className="heading">{t('preview.title')}</h2>
        <p className="sm tertiary">{t('preview.hint')}</p>
        <ProblemList problems={readFragment(ProblemPartsFragmentDoc, data.previewRun.problems)} />
      </div>
      {automatic.map((node) => (
        <PreviewedNode
          key={node.nodeId}
          node={node}
          left={exclusions[node.nodeId] ?? []}
          onChange={(left) => onExclude({ ...exclusions, [node.nodeId]: left })}
        />
      ))}
    </div>
  );
}

type PreviewNode = PreviewRunQuery['previewRun']['nodes'][number];

function PreviewedNode({
  node,
  left,
  onChange,
}: {
  node: PreviewNode;
  left: string[];
  onChange: (left: string[]) => void;
}) {
  const { t } = useWords();
  const objects = readFragment(ObjectPartsFragmentDoc, node.objects);
  const toggle = (id: string) => onChange(left.includes(id) ? left.filter((one) => one !== id) : [...left, id]);
  return (
    <section className="preview-node" data-testid={`preview-${node.nodeId}`}>
      <div className="row">
        <StateIcon tone={!node.resolvedNow ? 'waiting' : objects.length > 0 ? 'ok' : 'warning'} />
        <h3 className="heading">{node.name}</h3>
        <span className="mono sm secondary clip">{node.service}</span>
        <span className="push sm secondary">
          {node.resolvedNow
            ? t('preview.objects', {
                chosen: objects.filter((object) => !left.includes(object.objectId)).length,
                count: objects.length,
              })
            : t('preview.later')}
        </span>
      </div>
      <ProblemList problems={readFragment(ProblemPartsFragmentDoc, node.problems)} />
      {objects.length > 0 && (
        <div className="preview-objects">
          {objects.map((object) => (
            <label key={object.id} className="row tight sm">
              <input
                type="checkbox"
                className="checkbox"
                checked={!left.includes(object.objectId)}
                onChange={() => toggle(object.objectId)}
              />
              <span className="clip" title={object.objectId}>
                {object.displayName}
              </span>
            </label>
          ))}
        </div>
      )}
    </section>
  );
}
