import { sayFrom } from '@wecube/kit';

/** Every sentence about buckets of packages, by code. */
export const BUCKET_TEXTS = {
  BUCKET_SERVER_NEEDED: {
    says: '{{package}} keeps files in the bucket "{{bucket}}", and the platform has no S3 server for plugins.',
    remedy:
      'Add an S3 server on the page Resources (or set WECUBE_PLUGIN_S3_URL); the embedded store checks no credentials, so it serves no plugins. Or give the system variable S3_SERVER_URL a value.',
  },
  BUCKET_KEYS_NOT_LIMITED: {
    says: 'The S3 server {{server}} cannot limit a key to one bucket, so {{package}} would reach every bucket.',
    remedy:
      'Give it limited accounts (OpenStack Swift), or allow shared keys on the page Resources (or by WECUBE_PLUGIN_S3_SHARED_KEYS=true) if you trust the packages.',
  },
  BUCKET_KEYS_USED_UP: {
    says: 'All {{count}} limited accounts of the S3 server {{server}} belong to packages.',
    remedy: 'Make another account there and add it on the page Resources.',
  },
  BUCKET_GRANT_REFUSED: {
    says: 'The server did not let {{account}} into the bucket "{{bucket}}": {{reason}}',
    remedy: 'Limited accounts need OpenStack Swift with its own sign-in (auth v1) beside S3.',
  },
  BUCKET_OF_ANOTHER: {
    says: 'The bucket "{{bucket}}" belongs to {{other}}.',
    remedy: 'Give the package a bucket of its own in its register.xml.',
  },
  BUCKET_FILE_MISSING: 'The package declares the file "{{file}}" for its bucket and does not hold it.',
  BUCKET_NOT_FOUND: '{{package}} has no bucket.',
  OBJECT_KEY_INVALID: 'A key has 1 to {{most}} bytes.',
  OBJECT_LINK_LIFE: 'A link lives 1 to {{most}} seconds.',
  OBJECT_LENGTH_NEEDED: 'The length of the content must be told before it (Content-Length).',
} as const;

export const sayBucket = sayFrom(BUCKET_TEXTS);
