// Reasons for which something did not come, in words of our own: a browser's are for those who write pages, and each has others.

/** The reason in an error of a request, an import or a compilation. */
export function reason(error) {
  if ([WebAssembly.CompileError, WebAssembly.LinkError, SyntaxError].some((kind) => error instanceof kind)) return 'it arrived damaged';
  // Error that a browser throws when there was no answer, or one that it does not take.
  return error instanceof TypeError ? 'the host did not send it, or not whole' : error.message;
}
