import type { CodegenConfig } from '@graphql-codegen/cli';

/** Types every operation of the portal from the composed API schema. */
const config: CodegenConfig = {
  schema: './schema.graphql',
  documents: ['features/**/*.graphql'],
  generates: {
    './gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: { unmaskFunctionName: 'readFragment' } },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        scalars: { DateTime: 'string', JSON: 'unknown', BigInt: 'number' },
        emitLegacyCommonJSImports: false,
        importExtension: '.ts',
      },
    },
    './gql/types-without-id.ts': { plugins: ['./scripts/embedded-types.mjs'] },
    './gql/operations.json': { plugins: ['./scripts/operations-manifest.mjs'] },
  },
  ignoreNoDocuments: true,
};

export default config;
