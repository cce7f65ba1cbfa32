import { sayFrom } from '@wecube/kit';

/** Every sentence about the pages that packages bring, by code. */
export const PAGE_TEXTS = {
  PAGES_UNREADABLE: {
    says: 'The pages of the package cannot be unpacked from ui.zip: {{reason}}',
    remedy: 'Build ui.zip again from plain files, pack it into a new version of the package and upload that.',
  },
  PAGES_WITHOUT_INDEX: {
    says: 'ui.zip has no index.html, neither in its root nor in a folder.',
    remedy: 'Pack the folder that the build of the pages wrote, with its index.html, and upload a new version.',
  },
} as const;

export const sayPages = sayFrom(PAGE_TEXTS);
