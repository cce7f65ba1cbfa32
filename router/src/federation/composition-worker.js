// Composes subgraphs off the main thread: composition is synchronous and takes up to a second for a big graph.
// Plain JavaScript, so that the same file runs from source and beside a bundle.
import { parentPort } from 'node:worker_threads';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

parentPort.on('message', ({ id, subgraphs }) => {
  parentPort.postMessage({ id, ...compose(subgraphs) });
});

function compose(subgraphs) {
  try {
    const services = subgraphs.map(({ name, sdl }) => ({ name, url: `subgraph:${name}`, typeDefs: parse(sdl) }));
    const { supergraphSdl, errors } = composeServices(services);
    return supergraphSdl ? { supergraphSdl } : { errors: errors.map((error) => error.message) };
  } catch (error) {
    return { errors: [error.message] };
  }
}
