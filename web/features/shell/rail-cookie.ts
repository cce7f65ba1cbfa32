export const RAIL_COOKIE = 'wecube_rail';
