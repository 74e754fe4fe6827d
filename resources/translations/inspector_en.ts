<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
