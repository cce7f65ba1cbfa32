declare module '*.css';
/** Its own types are out of reach behind its exports. */
declare module 'vuex' {
  const vuex: import('vue').PluginObject<never> & { Store: new (options: object) => object };
  export default vuex;
}
declare module 'view-design' {
  const viewDesign: import('vue').PluginObject<object>;
  export default viewDesign;
}
declare module 'view-design/dist/locale/*' {
  const words: Record<string, unknown>;
  export default words;
}
