import { AppError } from '@wecube/kit';

/** A service behind may decode what another one before it had decoded already. */
const DECODINGS = 3;

/** Throws BAD_REQUEST for an address that leaves its own folder, however often that is encoded. */
export function refuseTraversal(url = '/'): void {
  let path = url.split('?', 1)[0] ?? '/';
  for (let round = 0; round <= DECODINGS; round += 1) {
    if (path.split('/').some((segment) => segment === '..' || segment === '.') || /[\\\0]/.test(path)) throw refused();
    const decoded = decodeOnce(path);
    if (decoded === path) return;
    path = decoded;
  }
}

function decodeOnce(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw refused();
  }
}

function refused(): AppError {
  return new AppError('BAD_REQUEST', 'The address is not a plain path.');
}
