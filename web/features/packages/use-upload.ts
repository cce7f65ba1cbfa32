'use client';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  PackageUploadChangesDocument,
  PackageUploadDocument,
  PackageUploadsDocument,
  type UploadPartsFragment,
  UploadPartsFragmentDoc,
} from '../../gql/graphql.ts';
import { useChanges, useRefetchSoon } from '../../lib/graph/use-changes.ts';
import { useLiveQuery } from '../../lib/graph/use-live.tsx';

/** One upload as it is now; null while there is none to follow. */
export function useUpload(id: string | null): UploadPartsFragment | null {
  const [{ data }] = useLiveQuery({
    query: PackageUploadDocument,
    variables: { id: id ?? '' },
    pause: id === null,
    requestPolicy: 'network-only',
  });
  useChanges({ query: PackageUploadChangesDocument, variables: {}, pause: id === null });
  return id === null ? null : (readFragment(UploadPartsFragmentDoc, data?.packageUpload) ?? null);
}

/** What is under way anywhere, whoever sent it. */
export function useUploadsUnderWay(): readonly UploadPartsFragment[] {
  const [{ data }, refetch] = useLiveQuery({ query: PackageUploadsDocument, variables: {} });
  const refetchSoon = useRefetchSoon(refetch);
  const uploads = readFragment(UploadPartsFragmentDoc, data?.packageUploads ?? []);
  useChanges(
    { query: PackageUploadChangesDocument, variables: {} },
    ({ packageUploadChanged: { subject, upload } }) => {
      if (!upload || !uploads.some(({ id }) => id === subject)) refetchSoon();
    },
  );
  return uploads.filter(({ status }) => status !== 'STORED' && status !== 'REFUSED');
}
