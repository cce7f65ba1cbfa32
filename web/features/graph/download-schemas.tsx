'use client';
import { Download } from 'lucide-react';
import { type TypedDocumentNode, useClient } from 'urql';
import { useToast } from '../../components/toasts.tsx';
import { ApiSchemaDocument, SupergraphDocumentDocument } from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';

/** Saves the schema of the API, and the supergraph for other federation routers, as files. */
export function DownloadSchemas() {
  const { t } = useWords();
  const download = useDownload();
  return (
    <>
      <button
        type="button"
        className="button"
        data-testid="download-api-schema"
        onClick={() => download(ApiSchemaDocument, ({ supergraph }) => supergraph.apiSchema, 'schema.graphql')}
      >
        <Download size={14} aria-hidden="true" />
        {t('graph.apiSchema')}
      </button>
      <button
        type="button"
        className="button"
        data-testid="download-supergraph"
        onClick={() =>
          download(SupergraphDocumentDocument, ({ supergraph }) => supergraph.supergraphSdl, 'supergraph.graphql')
        }
      >
        <Download size={14} aria-hidden="true" />
        {t('graph.supergraph')}
      </button>
    </>
  );
}

function useDownload() {
  const { t } = useWords();
  const client = useClient();
  const show = useToast();
  return async <Data,>(
    query: TypedDocumentNode<Data, Record<string, never>>,
    textOf: (data: Data) => string,
    name: string,
  ) => {
    const { data, error } = await client.query(query, {}, { requestPolicy: 'network-only' }).toPromise();
    if (data) save(textOf(data), name);
    else show('failed', error?.graphQLErrors[0]?.message ?? t('graph.notDownloaded'));
  };
}

function save(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/graphql' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
