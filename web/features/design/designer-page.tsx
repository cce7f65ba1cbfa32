'use client';
import { Workflow } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { EmptyState, Failure, SkeletonRows } from '../../components/placeholders.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  CommentPartsFragmentDoc,
  DefinitionDetailFragmentDoc,
  DefinitionDocument,
  DefinitionRowFragmentDoc,
} from '../../gql/graphql.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import { Designer } from './designer.tsx';

export function DesignerPage({ id }: { id: string }) {
  const { t } = useWords();
  const router = useRouter();
  const [{ data, error }, refetch] = useLiveQuery({ query: DefinitionDocument, variables: { id } });
  if (error && !data?.definition)
    return (
      <Failure error={error} what={t('design.notLoaded')} onRetry={() => refetch({ requestPolicy: 'network-only' })} />
    );
  if (!data) return <SkeletonRows rows={12} />;
  if (!data.definition) {
    return (
      <EmptyState
        icon={Workflow}
        title={t('design.missing')}
        action={
          <button type="button" className="button" onClick={() => router.push('/collaborate/orchestrations')}>
            {t('shell.orchestrations')}
          </button>
        }
      >
        {t('run.missingHint')}
      </EmptyState>
    );
  }
  const detail = readFragment(DefinitionDetailFragmentDoc, data.definition);
  const status = readFragment(DefinitionRowFragmentDoc, detail).status;
  const comments = readFragment(CommentPartsFragmentDoc, data.definition.comments);
  return <Designer key={status} detail={detail} versions={data.definition.versions} comments={comments} />;
}
