import { addPackage } from './state.ts';
import { topic } from './topic.ts';

type Upload = { id: string; fileName: string; sizeBytes: number; status: string; [more: string]: unknown };

export const uploads: Upload[] = [];
export const uploadTopic = topic<Upload>();

const STEP_MS = 700;

export function addUpload(fileName: string, sizeBytes: number): Upload {
  const one = {
    ...{ id: `upl_${uploads.length + 1}`, fileName, sizeBytes, status: 'RECEIVING', ownerName: 'admin' },
    ...{ doneBytes: 0, totalBytes: sizeBytes, packageName: null, packageVersion: null, packageId: null, problems: [] },
    ...{ startedAt: new Date().toISOString(), changedAt: new Date().toISOString(), rowVersion: 1 },
  };
  uploads.push(one);
  uploadTopic.publish(one);
  return one;
}

/** Plays the steps of a received upload; what is no zip is refused. */
export function unpack(one: Upload): void {
  const half = { doneBytes: one.sizeBytes / 2 };
  const steps: object[] = [{ status: 'CHECKING', ...half }];
  if (one.fileName.endsWith('.zip')) {
    steps.push({ status: 'UNPACKING', ...half, packageName: 'sample', packageVersion: 'v1.0.0' });
    steps.push({ status: 'STORED', packageId: addPackage(`sample${Date.now() % 1000}`, '1.0.0', 'UPLOADED').id });
  } else {
    const message = 'The file is not a zip archive. Nothing was stored.';
    steps.push({ status: 'REFUSED', problems: [{ code: 'PACKAGE_NOT_A_ZIP', message }] });
  }
  steps.forEach((step, at) => {
    setTimeout(() => uploadTopic.publish(Object.assign(one, step)), (at + 1) * STEP_MS);
  });
}
