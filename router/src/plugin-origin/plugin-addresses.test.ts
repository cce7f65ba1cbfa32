import { expect, it } from 'vitest';
import { PluginAddresses } from './plugin-addresses.ts';

const NONE = { portalOrigin: undefined, pluginOrigin: undefined };
const listening = (settings: ConstructorParameters<typeof PluginAddresses>[0]) => {
  const addresses = new PluginAddresses(settings);
  addresses.listens({ portal: 8080, pages: 8081 });
  return addresses;
};

it('are two ports of the host that the browser asked', () => {
  const addresses = listening(NONE);
  for (const host of ['localhost:8080', '127.0.0.1:8081', '[::1]:8080', 'wecube.example']) {
    const { hostname } = new URL(`http://${host}`);
    expect(addresses.portalOrigin({ host })).toBe(`http://${hostname}:8080`);
    expect(addresses.pluginOrigin({ host })).toBe(`http://${hostname}:8081`);
  }
  expect(addresses.pluginOrigin({ host: 'a.example', 'x-forwarded-proto': 'https' })).toBe('https://a.example:8081');
});

it('are what is configured, whoever asks', () => {
  const names = { portalOrigin: 'https://wecube.example', pluginOrigin: 'https://plugins.example' };
  const addresses = listening(names);
  expect(addresses.portalOrigin({ host: 'evil.example' })).toBe(names.portalOrigin);
  expect(addresses.pluginOrigin({ host: 'evil.example' })).toBe(names.pluginOrigin);
});

it('cannot be told to a request that names no host, and nothing of it gets into a page', () => {
  const addresses = listening(NONE);
  for (const host of [undefined, '', 'a b', '"><script>']) expect(() => addresses.portalOrigin({ host })).toThrow();
});

it('are served once both listen', () => {
  expect(new PluginAddresses(NONE).served).toBe(false);
  expect(listening(NONE).served).toBe(true);
});
