"""The words of Inspector. The window, the command line, the files and the code use the same ones.

Image: one picture file, shown and measured in its own pixels.
Part: the product that a project's images show.
Good, bad: what a person says about an image.
Reference: a good image from which a detector learns.
Region of interest, ignore region: masks of the pixels that count, and that never count.
Defect mask: pixels that a person painted as bad.
Backbone: a frozen network, from pixels to features.
Features: the patch vectors of one image, with their grid.
Detector: a method with its options; fitted after it has seen references.
Distance: how unlike the references a patch is (raw).
Heatmap: distances at image size (raw numbers, not colours).
Score: one raw number per image; higher is more anomalous.
Limit: the score or distance from which something is unsure or failed.
Calibration: what turns raw scores and heatmaps into decisions.
Verdict: pass, unsure or fail.
Inspection: everything found out about one image.
Ranking: unlabelled images compared with each other, the most unusual first.
Options: backbone, preprocessing, detector and score of a project.
Project: images, what people said about them, options, calibration.
Detector file: what is exported and runs without the window.
"""
