import type { ExploreRequests } from '../protocol/explore';
import type { ContextOf } from '../protocol/channel';
import { sampleOptions } from '../simulator/options';
import type { SimulationSummary } from '../simulator/simulation';
import { SimulationFolder } from '../simulator/writeSimulation';

/** How often progress is told, in milliseconds. */
const interval = 100;

/** Makes the sample destination, the same each time. */
export async function simulateSample(
  folder: string,
  context: ContextOf<ExploreRequests, 'simulate'>,
): Promise<SimulationSummary> {
  const { signal } = context;
  const destination = await SimulationFolder.create(folder, sampleOptions, signal);
  const timer = setInterval(() => {
    const { files, bytes } = destination.summary;
    context.progress({ files, bytes });
  }, interval);
  try {
    return await destination.advanceTo(undefined, signal);
  } finally {
    clearInterval(timer);
  }
}
