/** A function that runs `work` a while after its last call. */
export function later(millis: number, work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, millis);
  };
}
