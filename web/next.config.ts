import { fileURLToPath } from 'node:url';
import type { NextConfig } from 'next';

const config: NextConfig = {
  basePath: '/portal',
  output: 'standalone',
  transpilePackages: ['@wecube/plugin-frame'],
  outputFileTracingRoot: fileURLToPath(new URL('..', import.meta.url)),
  poweredByHeader: false,
  devIndicators: false,
  compress: false,
  productionBrowserSourceMaps: false,
  // Types are a gate of their own (`npx tsc -p web`), so that a build stays short.
  typescript: { ignoreBuildErrors: true },
};

export default config;
