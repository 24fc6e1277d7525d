import type { Schemas } from "../api.ts";
import { t } from "../texts/index.ts";
import { showBand, showNumber } from "../times.ts";

type Props = {
  band: number;
  range: Schemas["BandRange"] | undefined;
  calibration?: Schemas["Calibration"] | undefined;
  uncalibrated?: boolean | undefined;
};

/** A band with where it may be, and whether that was measured. */
export function BandRange({ band, range, calibration, uncalibrated }: Props) {
  return (
    <div class="band">
      <p>
        <span class="band-label">{t.bands.band}</span> <strong>{showBand(band)}</strong>{" "}
        <span>{range ? t.bands.range(showBand(range.low), showBand(range.high)) : t.bands.noRange}</span>
      </p>
      <div class="band-scale" aria-hidden="true">
        {range && <span class="band-range" style={{ left: place(range.low), right: `calc(100% - ${place(range.high)})` }} />}
        <span class="band-mark" style={{ left: place(band) }} />
      </div>
      {calibration && <p class="small">{t.bands.calibrated(calibration.scripts, showNumber(calibration.mae, 2))}</p>}
      {uncalibrated && <p class="small">{t.bands.uncalibrated}</p>}
    </div>
  );
}

/** Bands go from 1 to 9. */
function place(band: number): string {
  return `${((band - 1) / 8) * 100}%`;
}
