import type { AxiosInstance } from 'axios';
import type { FrameFailure } from './bridge-messages.ts';

type ResourceFile = { packageName: string; relatedPath: string };

/** Why a bundle is not shown. */
export class BundleFailure extends Error {
  constructor(
    readonly reason: FrameFailure,
    detail: string,
  ) {
    super(detail);
  }
}

/** Loads every style and script of a package, the scripts one after the other in the order of the platform's list. */
export async function loadBundle(request: AxiosInstance, packageName: string): Promise<void> {
  const { data } = (await request.get('/platform/v1/resource-files')) as unknown as { data?: ResourceFile[] };
  if (!data) throw new BundleFailure('NO_ANSWER', '/platform/v1/resource-files');
  const paths = data.filter((file) => file.packageName === packageName).map(({ relatedPath }) => relatedPath);
  const scripts = paths.filter((path) => path.endsWith('.js'));
  if (scripts.length === 0) throw new BundleFailure('NO_FILES', packageName);
  const styles = paths.filter((path) => path.endsWith('.css'));
  await Promise.all([...styles.map(addStyle), ...scripts.map(addScript)]);
}

function addStyle(href: string): Promise<void> {
  return added(Object.assign(document.createElement('link'), { rel: 'stylesheet', href }), href);
}

/** Scripts that are not `async` run in the order in which they are added, whichever comes first. */
function addScript(src: string): Promise<void> {
  return added(Object.assign(document.createElement('script'), { async: false, src }), src);
}

function added(element: HTMLElement, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    element.onload = () => resolve();
    element.onerror = () => reject(new BundleFailure('FILE_MISSING', path));
    document.body.append(element);
  });
}
