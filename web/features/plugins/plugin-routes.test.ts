import { describe, expect, it } from 'vitest';
import {
  entriesWithPages,
  hrefOfRoute,
  type MenuEntry,
  pluginEntries,
  pluginHref,
  pluginRoute,
} from './plugin-routes.ts';

const entry = (packageName: string | null, category: string, path: string, active = true): MenuEntry => ({
  ...{ code: path, category, path, packageName, active, label: { en: path, zh: path } },
});
const MENUS = [
  entry(null, '', ''),
  entry('wecmdb', 'DESIGNING', '/wecmdb/query'),
  entry('monitor', 'MONITORING', '/endpointView'),
  entry('monitor', 'ADMIN', '/endpointView/config'),
  entry('asleep', 'DESIGNING', '/asleep', false),
];

it('leaves out entries of the platform, and of packages that bring no pages', () => {
  const pluginPages = [{ packageName: 'wecmdb' }, { packageName: 'asleep' }];
  const entries = entriesWithPages({ menus: MENUS, pluginPages });
  expect(entries.map(({ packageName }) => packageName)).toEqual(['wecmdb', 'asleep']);
});

it('shows entries of packages that run under the root of their category', () => {
  expect(pluginEntries(MENUS, 'design').map(({ href }) => href)).toEqual(['/design/plugins/wecmdb/wecmdb/query']);
  expect(pluginEntries(MENUS, 'system').map(({ code }) => code)).toEqual(['/endpointView/config']);
  expect(pluginEntries(MENUS, 'tasks')).toEqual([]);
});

describe('the address of a page', () => {
  it.each(['/wecmdb/query', '/', '/a/b%20c/d'])('holds the route %s', (route) => {
    expect(pluginRoute(pluginHref('design', 'wecmdb', route), 'wecmdb')).toBe(route);
  });

  it('of another package holds no route of this one', () => {
    expect(pluginRoute('/design/plugins/other/secret', 'wecmdb')).toBe('/');
  });

  it('is found for a route of any package, by the entry that fits most', () => {
    expect(hrefOfRoute(MENUS, '/endpointView/config/1?a=b')).toBe('/system/plugins/monitor/endpointView/config/1?a=b');
    expect(hrefOfRoute(MENUS, '/endpointViewer')).toBeNull();
    expect(hrefOfRoute(MENUS, '/asleep')).toBeNull();
  });
});
