import { sayFrom } from '@wecube/kit';

/** Every sentence about menu entries of packages, by code. */
export const MENU_TEXTS = {
  MENU_CODE_TAKEN: {
    says: 'The menu code {{menu}} belongs to {{package}} already.',
    remedy: 'Give the menu entry another code in register.xml and upload a new version.',
  },
  'MENU_CODE_TAKEN.platform': {
    says: 'The menu code {{menu}} belongs to the platform already.',
    remedy: 'Give the menu entry another code in register.xml and upload a new version.',
  },
  MENU_CATEGORY_UNKNOWN: {
    says: 'The menu entry {{menu}} stands under "{{category}}", which the platform does not have; it will not be shown.',
    remedy: 'Use one of the roots of the platform as its category.',
  },
} as const;

export const sayMenu = sayFrom(MENU_TEXTS);
