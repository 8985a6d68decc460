/** Longitude, then latitude, in degrees. The function that takes or gives it says which system it is stated in. */
export type Position = readonly [lon: number, lat: number];
