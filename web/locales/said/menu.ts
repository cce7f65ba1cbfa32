/** What the platform says about menus, by code and case; the English is the server's own. */
export const menuSaid = {
  'said.MENU_CODE_TAKEN': [
    'The menu code {{menu}} belongs to {{package}} already.',
    '菜单编码 {{menu}} 已属于 {{package}}。',
  ],
  'remedy.MENU_CODE_TAKEN': [
    'Give the menu entry another code in register.xml and upload a new version.',
    '请在 register.xml 中更换菜单编码，并上传新版本。',
  ],
  'said.MENU_CODE_TAKEN.platform': [
    'The menu code {{menu}} belongs to the platform already.',
    '菜单编码 {{menu}} 已属于平台。',
  ],
  'remedy.MENU_CODE_TAKEN.platform': [
    'Give the menu entry another code in register.xml and upload a new version.',
    '请在 register.xml 中更换菜单编码，并上传新版本。',
  ],
  'said.MENU_CATEGORY_UNKNOWN': [
    'The menu entry {{menu}} stands under "{{category}}", which the platform does not have; it will not be shown.',
    '菜单项 {{menu}} 位于“{{category}}”下，但平台没有此菜单；它将不会显示。',
  ],
  'remedy.MENU_CATEGORY_UNKNOWN': [
    'Use one of the roots of the platform as its category.',
    '请使用平台的根菜单作为其分类。',
  ],
} as const;
