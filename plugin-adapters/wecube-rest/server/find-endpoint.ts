import type { Endpoint } from './endpoint.ts';
import { definitionEndpoints } from './endpoints/definitions.ts';
import { eventEndpoints } from './endpoints/events.ts';
import { modelEndpoints } from './endpoints/models.ts';
import { objectEndpoints } from './endpoints/objects.ts';
import { pageEndpoints } from './endpoints/pages.ts';
import { peopleEndpoints } from './endpoints/people.ts';
import { platformEndpoints } from './endpoints/platform.ts';
import { roleEndpoints } from './endpoints/roles.ts';
import { runEndpoints } from './endpoints/runs.ts';
import { signInEndpoints } from './endpoints/sign-in.ts';
import { subSystemEndpoints } from './endpoints/sub-systems.ts';

/** Every endpoint that plugins of the WeCube protocol may call; of two that fit, the first one answers. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...signInEndpoints,
  ...peopleEndpoints,
  ...roleEndpoints,
  ...subSystemEndpoints,
  ...runEndpoints,
  ...eventEndpoints,
  ...modelEndpoints,
  ...objectEndpoints,
  ...definitionEndpoints,
  ...platformEndpoints,
  ...pageEndpoints,
];

export type Match = { endpoint: Endpoint; params: Readonly<Record<string, string>> };

const compiled = ENDPOINTS.map((endpoint) => ({ endpoint, segments: endpoint.path.split('/') }));

/** The endpoint behind a method and a path without its query; null when there is none. */
export function findEndpoint(method: string, path: string): Match | null {
  const given = path.replace(/\/+$/, '').split('/');
  for (const { endpoint, segments } of compiled) {
    const params = endpoint.method === method ? paramsOf(segments, given) : null;
    if (params) return { endpoint, params };
  }
  return null;
}

function paramsOf(segments: readonly string[], given: readonly string[]): Record<string, string> | null {
  if (segments.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = given[index] ?? '';
    if (!segment.startsWith(':')) {
      if (segment !== value) return null;
    } else {
      const decoded = decode(value);
      if (!decoded) return null;
      params[segment.slice(1)] = decoded;
    }
  }
  return params;
}

function decode(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}
