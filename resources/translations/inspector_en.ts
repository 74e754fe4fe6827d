<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AuditDialog</name>
    <message numerus="yes">
        <source>%n change(s) in it were not saved yet.</source>
        <translation>
            <numerusform>%n change in it was not saved yet.</numerusform>
            <numerusform>%n changes in it were not saved yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) will follow with the next save.</source>
        <translation>
            <numerusform>%n change will follow with the next save.</numerusform>
            <numerusform>%n changes will follow with the next save.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) from {0} to {1}, by {2}.</source>
        <translation>
            <numerusform>%n record from {0} to {1}, by {2}.</numerusform>
            <numerusform>%n records from {0} to {1}, by {2}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shown</source>
        <translation>
            <numerusform>%n shown</numerusform>
            <numerusform>%n shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckFileDialog</name>
    <message numerus="yes">
        <source>%n image(s), largest difference {0}: {1}.</source>
        <translation>
            <numerusform>%n image, largest difference {0}: {1}.</numerusform>
            <numerusform>%n images, largest difference {0}: {1}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On %n image(s) of this inspection: largest difference {0} of the limit, {1}.</source>
        <translation>
            <numerusform>On %n image of this inspection: largest difference {0} of the limit, {1}.</numerusform>
            <numerusform>On %n images of this inspection: largest difference {0} of the limit, {1}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) get another verdict.</source>
        <translation>
            <numerusform>%n image gets another verdict.</numerusform>
            <numerusform>%n images get another verdict.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) could not be read.</source>
        <translation>
            <numerusform>%n image could not be read.</numerusform>
            <numerusform>%n images could not be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message numerus="yes">
        <source>On %n reference(s), each measured without itself,</source>
        <translation>
            <numerusform>On %n reference, measured without itself,</numerusform>
            <numerusform>On %n references, each measured without itself,</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message numerus="yes">
        <source>%n file(s) could not be added.</source>
        <translation>
            <numerusform>%n file could not be added.</numerusform>
            <numerusform>%n files could not be added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) were there already.</source>
        <translation>
            <numerusform>%n image was there already.</numerusform>
            <numerusform>%n images were there already.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>%n image(s), largest difference {0}: {1}.</source>
        <translation>
            <numerusform>%n image, largest difference {0}: {1}.</numerusform>
            <numerusform>%n images, largest difference {0}: {1}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Learned from %n reference(s)</source>
        <translation>
            <numerusform>Learned from %n reference</numerusform>
            <numerusform>Learned from %n references</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n painted image(s)</source>
        <translation>
            <numerusform>and %n painted image</numerusform>
            <numerusform>and %n painted images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportMasksDialog</name>
    <message numerus="yes">
        <source>%n file(s) written into {0}.</source>
        <translation>
            <numerusform>%n file written into {0}.</numerusform>
            <numerusform>%n files written into {0}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) are left out.</source>
        <translation>
            <numerusform>%n image is left out.</numerusform>
            <numerusform>%n images are left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FileCard</name>
    <message numerus="yes">
        <source>%n good score(s)</source>
        <translation>
            <numerusform>%n good score</numerusform>
            <numerusform>%n good scores</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bad score(s)</source>
        <translation>
            <numerusform>%n bad score</numerusform>
            <numerusform>%n bad scores</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FitPanel</name>
    <message numerus="yes">
        <source>%n reference(s)</source>
        <translation>
            <numerusform>%n reference</numerusform>
            <numerusform>%n references</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n painted defect image(s)</source>
        <translation>
            <numerusform>%n image with a painted defect</numerusform>
            <numerusform>%n images with painted defects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportMasksDialog</name>
    <message numerus="yes">
        <source>%n mask(s) belong to images.</source>
        <translation>
            <numerusform>%n mask belongs to an image.</numerusform>
            <numerusform>%n masks belong to images.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them change nothing.</source>
        <translation>
            <numerusform>%n of them changes nothing.</numerusform>
            <numerusform>%n of them change nothing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are left out.</source>
        <translation>
            <numerusform>%n file is left out.</numerusform>
            <numerusform>%n files are left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MissingImages</name>
    <message numerus="yes">
        <source>%n image(s) are not where they were.</source>
        <translation>
            <numerusform>%n image is not where it was.</numerusform>
            <numerusform>%n images are not where they were.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) found.</source>
        <translation>
            <numerusform>%n image found.</numerusform>
            <numerusform>%n images found.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) are still missing.</source>
        <translation>
            <numerusform>%n image is still missing.</numerusform>
            <numerusform>%n images are still missing.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Outputs</name>
    <message numerus="yes">
        <source>Saved the results of %n image(s) in {0}.</source>
        <translation>
            <numerusform>Saved the results of %n image in {0}.</numerusform>
            <numerusform>Saved the results of %n images in {0}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RankImages</name>
    <message numerus="yes">
        <source>%n image(s) could not be read.</source>
        <translation>
            <numerusform>%n image could not be read.</numerusform>
            <numerusform>%n images could not be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ResultsPanel</name>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Runner</name>
    <message numerus="yes">
        <source>%n image(s) could not be measured.</source>
        <translation>
            <numerusform>%n image could not be measured.</numerusform>
            <numerusform>%n images could not be measured.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Verdicts</name>
    <message numerus="yes">
        <source>%n {0} image(s) judged {1}</source>
        <translation>
            <numerusform>%n {0} image judged {1}</numerusform>
            <numerusform>%n {0} images judged {1}</numerusform>
        </translation>
    </message>
</context>
</TS>
