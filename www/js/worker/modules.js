// The names of the wasm modules. Every page opens with the first; the workshop is the same with all that is asked for less
// often: rules as code, exercises, experiments that are no training runs, weights as files.

export const FIRST = 'microlearning';
export const WORKSHOP = 'workshop';
