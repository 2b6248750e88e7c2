/** A page's colours and font. What is left out is that of a light page. */
export interface Theme {
  /** Background, `#rrggbb`. */
  readonly paper?: string;
  /** Text and what matters, `#rrggbb`. */
  readonly ink?: string;
  /** Axis text, `#rrggbb`. */
  readonly muted?: string;
  /** Grid lines, `#rrggbb`. */
  readonly grid?: string;
  /** The page's one accent, `#rrggbb`. */
  readonly accent?: string;
  /** Light ink on dark paper. */
  readonly dark?: boolean;
  /** CSS font family. */
  readonly font?: string;
}

/** Ends of an axis; one that is null is the data's. */
export type Range = readonly [number | null, number | null];

/** What every chart can be told. */
export interface ChartFrame {
  /** Title of the y axis, with its unit; it stands above the plot. */
  readonly y_label?: string;
  /** Ends of the y axis; an end that is absent is the data's, moved out to a round number. */
  readonly y?: Range | null;
  /** Device pixels per CSS pixel; 1 if absent. */
  readonly scale?: number | null;
  /** Font height, CSS pixels; 12 if absent. */
  readonly font_px?: number | null;
}

/** A named horizontal line, such as the accuracy of guessing. */
export interface Level {
  /** Its height, in the unit of the y axis. */
  readonly y: number;
  /** What it is called. */
  readonly name?: string;
}

/** Curves over epochs or updates. What is left out is empty, absent or plain. */
export interface Curves extends ChartFrame {
  /** Title of the x axis, with its unit. */
  readonly x_label?: string;
  /** Ends of the x axis; an end that is absent is the data's. */
  readonly x?: Range | null;
  /** Only whole numbers are ticks of the x axis. */
  readonly x_integer?: boolean;
  /** Logarithmic x axis; what is not positive breaks its line. */
  readonly log_x?: boolean;
  /** Logarithmic y axis, likewise. */
  readonly log_y?: boolean;
  /** The lines, drawn in this order. */
  readonly series?: readonly Series[];
  /** Named horizontal lines. */
  readonly levels?: readonly Level[];
  /** Where to read values: a position on the x axis. */
  readonly cursor?: number | null;
  /** Decimals that values read there are worth; else what can be seen on the axis. */
  readonly decimals?: number | null;
  /** Room left of the plot, CSS pixels, to align neighbours. */
  readonly margin_left?: number | null;
  /** Room right of the plot, CSS pixels, to align neighbours; else as much as the names need. */
  readonly margin_right?: number | null;
}

/** One line. */
export interface Series {
  /** Its name, as it stands at its end. */
  readonly name?: string;
  /** Positions, in the unit of the x axis. */
  readonly x?: readonly number[];
  /** Values, as many; a null one breaks the line. */
  readonly y?: readonly (number | null)[];
  /** Half the height of the band around each value, as many. */
  readonly band?: readonly (number | null)[] | null;
  /** How it looks. */
  readonly style?: LineStyle;
  /** A dot on each value. */
  readonly points?: boolean;
  /** Dots alone, with no line through them: single measurements. */
  readonly scatter?: boolean;
  /** Write the name at its end. */
  readonly label?: boolean;
}

/** How a line looks. */
export interface LineStyle {
  /** `#rrggbb`; the theme's ink if absent. */
  readonly color?: string | null;
  /** Number of the dash pattern: 0 solid, 1 dashes, 2 dots, 3 dash-dot, 4 long dashes, 5 dash-dot-dot. */
  readonly dash?: number;
  /** CSS pixels; 2 if absent. */
  readonly width?: number | null;
}

/** One value a name, such as the accuracy on each digit. What is left out is empty, absent or plain. */
export interface Bars extends ChartFrame {
  /** Title of the x axis. */
  readonly x_label?: string;
  /** Names that do not fit side by side stand in two rows by turns, instead of being left out by turns. */
  readonly two_rows?: boolean;
  /** The bars, from the left. */
  readonly bars?: readonly Bar[];
  /** Named horizontal lines. */
  readonly levels?: readonly Level[];
  /** `#rrggbb` of the bars; the theme's accent if absent. */
  readonly color?: string | null;
  /** The index of a bar to point out. */
  readonly highlight?: number | null;
  /** Room left of the plot, CSS pixels, to align neighbours. */
  readonly margin_left?: number | null;
  /** Room right of the plot, CSS pixels, to align neighbours. */
  readonly margin_right?: number | null;
}

/** One bar. */
export interface Bar {
  /** What stands under it. */
  readonly name: string;
  /** Its height, in the unit of the y axis; absent where there is nothing to measure. */
  readonly value?: number | null;
  /** `#rrggbb`; that of the chart if absent. */
  readonly color?: string | null;
}

/** A strip of dots: one column a group, one dot a run. What is left out is empty, absent or plain. */
export interface Strip extends ChartFrame {
  /** The columns, from the left. */
  readonly columns?: readonly Column[];
  /** The index of a column to point out. */
  readonly highlight?: number | null;
}

/** One column. */
export interface Column {
  /** What stands under it. */
  readonly name?: string;
  /** What stands above it. */
  readonly note?: string;
  /** Its dots, in the unit of the y axis. */
  readonly values?: readonly number[];
  /** What guessing scores: a dashed line through the column. */
  readonly chance?: number | null;
  /** Dots above this are filled, those below are rings. */
  readonly needed?: number | null;
  /** `#rrggbb`; the theme's accent if absent. */
  readonly color?: string | null;
}

/** Square matrices as tiles, side by side: one number a tile, on one scale for all. What is left out is empty, absent or plain. */
export interface Matrices {
  /** What a tile's number is; it stands under the scale. */
  readonly label?: string;
  /** The number that has the colour of the paper, and the one that has that of the ink. */
  readonly range?: readonly [number, number];
  /** Whether each tile's number is written on it; tiles are then as wide as there is room for. */
  readonly written?: boolean;
  /** The matrices. */
  readonly panels?: readonly Matrix[];
  /** A tile to point out, as `matrixAt` counts them. */
  readonly highlight?: number | null;
  /** Device pixels per CSS pixel; 1 if absent. */
  readonly scale?: number | null;
  /** Font height, CSS pixels; 12 if absent. */
  readonly font_px?: number | null;
}

/** One matrix. */
export interface Matrix {
  /** What stands above it. */
  readonly name?: string;
  /** What its rows and columns are. */
  readonly names?: readonly string[];
  /** Its numbers, row by row; null where there is none. */
  readonly values?: readonly (readonly (number | null)[])[];
}

/** Clouds of points, side by side: each point is the name of its class. What is left out is empty, absent or plain. */
export interface Scatter {
  /** The clouds, each on a scale of its own that is the same along both axes. */
  readonly panels?: readonly Cloud[];
  /** The names of the classes. */
  readonly classes?: readonly string[];
  /** Of each point the index of its class; the same for all clouds. */
  readonly of?: readonly number[];
  /** The index of a class to point out. */
  readonly highlight?: number | null;
  /** Device pixels per CSS pixel; 1 if absent. */
  readonly scale?: number | null;
  /** Font height, CSS pixels; 12 if absent. */
  readonly font_px?: number | null;
}

/** One cloud. */
export interface Cloud {
  /** What stands above it. */
  readonly name?: string;
  /** Title of the horizontal axis. */
  readonly x_label?: string;
  /** Title of the vertical axis. */
  readonly y_label?: string;
  /** Where its points are; 0 is in the middle. */
  readonly points?: readonly (readonly [number, number])[];
}

/** Paths in a plane: one measure against another, a dot for each moment. What is left out is empty, absent or plain. */
export interface Plane {
  /** Title of the x axis. */
  readonly x_label?: string;
  /** Title of the y axis; it stands above the plot. */
  readonly y_label?: string;
  /** Ends of the x axis; an end that is null is the data's, with a little room. */
  readonly x?: readonly [number | null, number | null] | null;
  /** Ends of the y axis; an end that is null is the data's, moved out to a round number. */
  readonly y?: readonly [number | null, number | null] | null;
  /** Logarithmic x axis; what is not positive has no place on it. */
  readonly log_x?: boolean;
  /** The paths, drawn in this order. */
  readonly paths?: readonly Path[];
  /** Named vertical lines: here `y` is a position on the x axis. */
  readonly uprights?: readonly Level[];
  /** Named horizontal lines. */
  readonly levels?: readonly Level[];
  /** A dot to point out: the index of its path, and its own in the path. */
  readonly highlight?: readonly [number, number] | null;
  /** Device pixels per CSS pixel; 1 if absent. */
  readonly scale?: number | null;
  /** Font height, CSS pixels; 12 if absent. */
  readonly font_px?: number | null;
}

/** One path. */
export interface Path {
  /** Its name, as it stands at its last dot. */
  readonly name?: string;
  /** Positions on the x axis, moment by moment; null breaks the path. */
  readonly x?: readonly (number | null)[];
  /** Heights, as many, likewise. */
  readonly y?: readonly (number | null)[];
  /** How it looks. */
  readonly style?: LineStyle;
  /** Write the name at the last dot. */
  readonly label?: boolean;
}

/** Each kind of chart, with what it is told. */
export interface Charts {
  curves: Curves;
  bars: Bars;
  strip: Strip;
  matrices: Matrices;
  scatter: Scatter;
  plane: Plane;
}

/** What the lines are at one position. */
export interface CurvesReading {
  /** The position, that of a data point. */
  x: number;
  /** A row for each line, in order: its name, its value (null if it has none near there), and the value as text. */
  rows: { name: string; y: number | null; text: string }[];
}

/** Red, green, blue and alpha of width × height pixels, row by row from the top: what `ImageData` takes. */
export interface Picture {
  /** Pixels a row; 0 if there is nothing to show. */
  width: number;
  /** Rows; 0 if there is nothing to show. */
  height: number;
  /** 4 · width · height bytes. */
  rgba: ImageData["data"];
}

/** How a rule is drawn and named in little room, everywhere the same. */
export interface RuleStyle {
  /** `#rrggbb`, for the theme asked for. */
  color: string;
  /** Number of the dash pattern, as in `LineStyle`. */
  dash: number;
  /** A name of at most 12 characters. */
  short: string;
}

/** How one of several lines of the same rule is drawn. */
export interface LaneStyle {
  /** `#rrggbb`: the rule's. */
  color: string;
  /** Number of the dash pattern: the rule's. */
  dash: number;
  /** Width in CSS pixels. */
  width: number;
  /** Whether values are dotted. */
  points: boolean;
}
