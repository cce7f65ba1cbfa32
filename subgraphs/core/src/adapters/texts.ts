import { sayFrom } from '@wecube/kit';

/** Every sentence the adapters say about what they reach: processes, Docker, object stores, secrets, the router. */
export const ADAPTER_TEXTS = {
  GRAPH_COMPOSER_UNREACHABLE: {
    says: 'The router could not check the graph: {{reason}}.',
    remedy: 'See that the router is running, then try again.',
  },
  PROCESS_NOT_STARTED: 'The process could not be started: {{reason}}',
  PROCESS_NOT_ENDED: 'Process {{pid}} did not end, not even by SIGKILL.',
  PACKAGE_PATH_OUTSIDE: 'The file "{{path}}" lies outside of the package.',
  CONTAINER_NOT_FOUND: 'No process was prepared for {{instance}}.',
  CONTAINER_NOT_CREATED: 'Docker said: {{reason}}',
  CONTAINER_NOT_STARTED: 'Docker said: {{reason}}',
  COMMAND_NOT_STARTED: 'The command could not be started: {{reason}}',
  CONTAINER_NOT_REMOVED: 'Docker did not remove the container in time.',
  IMAGE_NOT_DECLARED: 'The manifest names no Docker image (docker@imageName).',
  IMAGE_NOT_LOADED: 'Docker could not load image.tar: {{reason}}',
  IMAGE_TAR_MISSING: 'The package has no image.tar, so Docker cannot run it.',
  IMAGE_TAG_MISSING:
    'image.tar does not hold the image "{{image}}" that the manifest names. The engine said: {{reason}}',
  SECRET_KEY_INVALID: 'The secret key must be {{bytes}} bytes in base64, not {{found}}.',
  SECRET_UNREADABLE: 'A stored secret cannot be read: {{reason}}.',
  OBJECT_STORE_REFUSED: 'The object store answered {{status}} to storing {{key}}.',
  'OBJECT_NOT_FOUND.store': 'The object store has no {{bucket}}/{{key}}.',
  OBJECT_SIZE_MISMATCH: 'The content has {{seen}} bytes, but {{announced}} were announced.',
} as const;

export const sayAdapter = sayFrom(ADAPTER_TEXTS);
