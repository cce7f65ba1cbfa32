import type { Tone } from '../../components/state.tsx';
import type { PackageUploadStatus, UploadPartsFragment } from '../../gql/graphql.ts';
import type { WordKey } from '../../locales/index.ts';

export const UPLOAD_TONES: Record<PackageUploadStatus, Tone> = {
  RECEIVING: 'running',
  CHECKING: 'running',
  UNPACKING: 'running',
  STORED: 'ok',
  REFUSED: 'failed',
};

/** How far the present step of an upload is, from 0 to 1. */
export function uploadShare({ doneBytes, totalBytes }: Pick<UploadPartsFragment, 'doneBytes' | 'totalBytes'>): number {
  return totalBytes > 0 ? Math.min(1, doneBytes / totalBytes) : 0;
}

export const UPLOAD_WORDS: Record<PackageUploadStatus, WordKey> = {
  RECEIVING: 'uploadState.RECEIVING',
  CHECKING: 'uploadState.CHECKING',
  UNPACKING: 'uploadState.UNPACKING',
  STORED: 'uploadState.STORED',
  REFUSED: 'uploadState.REFUSED',
};
