"""Sentences that only scripts say, for the pages of a person who asks. Names in braces are filled in by the browser."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BEFORE: Mapping[str, Promise] = {
    "sealed_here": _(
        "What you write is sealed in this device before it leaves it. Only the people of this hotline can open it; our server cannot."
    ),
    "slow": _(
        "This browser is slow at sealing. When you send, it can take 15 seconds longer. "
        "You can also switch scripts off and load this page again: our server then seals for you."
    ),
    "slow_files": _("Files of more than 5 MB take minutes here. Without scripts, our server seals them for you."),
    "clean": _("Take place, time and device out of pictures"),
    "clean_why": _(
        "A photograph tells where, when and with which telephone it was taken. "
        "We draw it anew without that, and give files names that say nothing."
    ),
    "clean_rest": _("What can be seen in a picture stays. Documents and films are not changed: they may still carry names and places."),
}
ON_THE_WAY: Mapping[str, Promise] = {
    "making_key": _("Making the key to your box: {percent} %"),
    "checking": _("Making sure who will be able to read this…"),
    "cleaning": _("Cleaning picture {number}…"),
    "sealing": _("Sealing…"),
    "sending_file": _("Sending file {number} of {files}: {percent} %"),
    "sending": _("Sending…"),
    "waiting": _("The line is bad. Nothing is lost. Trying again in {seconds} seconds…"),
    "opening": _("Opening your box…"),
}
REFUSED: Mapping[str, Promise] = {
    "error": _("Error:"),
    "kept": _("Nothing was sent. Your words are still here."),
    "perhaps": _("We do not know whether it arrived. Your words are still here. Press the button again: it will not arrive twice."),
    "offline": _("The line is down. Try again when it is better; the part of your files that has arrived stays there."),
    "broken": _("This browser cannot seal. Take another browser, or copy your words, switch scripts off and load this page again."),
    "not_verified": _("We could not make sure that only the right people would read this, so we stopped. Try again tomorrow."),
    "closed": _("This way of asking is closed just now. Go back to the first page and choose another one."),
    "busy": _("Very many people are writing just now. Wait a minute and press the button again."),
    "too_large": _("A file is larger than we can take. Take it out, or send a part of it."),
    "no_room": _("No file can be taken just now. Send the words alone; they have room."),
    "on_our_side": _("Something went wrong on our side. Wait a minute and press the button again."),
    "nothing_written": _("Write a few words, or add a file."),
    "too_long": _("This is {over} characters too long. Send the rest as a second message afterwards."),
    "too_many_files": _("You can add {most} files at most."),
    "file_gone": _("“{name}” cannot be read any more. Choose it again, or take it out."),
    "not_cleaned": _("“{name}” could not be cleaned. Take it out, or untick the cleaning and send it as it is."),
    "cannot_clean": _(
        "This browser does not let us draw pictures anew. Take the pictures out, or untick the cleaning and send them as they are."
    ),
}
CODE: Mapping[str, Promise] = {
    "arrived": _("It has arrived, sealed"),
    "your_words": _("These eight words are the key to your box"),
    "your_words_why": _(
        "With them you read our answer, here, from any device. We do not keep them and cannot give them to you again. "
        "Whoever has them can read our answers, but not what you wrote."
    ),
    "hide": _("Learn them, or write them down where nobody looks. Do not make a picture of them."),
    "as_digits": _("The same as digits"),
    "type_back": _("Type the eight words once"),
    "type_back_hint": _("So you can be sure that you have them right. The first four letters of each are enough."),
    "check": _("Check"),
    "word_differs": _("Word {number} is another one. Look at it again above."),
    "words_missing": _("There are eight words. You typed {count}."),
    "digits_differ": _("These are not the digits above. Look at them again."),
    "have_them": _("You have them right. You can leave now."),
    "have_them_next": _(
        "Come back in a day or two, choose “I have been here before”, and type the words. "
        "Then clear this page from the history of the browser."
    ),
    "leave": _("Leave this page"),
    "words_again": _("Show the words again"),
}
BACK: Mapping[str, Promise] = {
    "count_words": _("A code has eight words, or 27 digits. These are {count} words."),
    "count_digits": _("A code has 27 digits. These are {count}."),
    "unknown_word": _("We do not know the word “{word}”. Look at it again."),
    "did_you_mean": _("Did you mean one of these?"),
    "not_together": _(
        "We know all eight words, but one of them is not the one that we gave you, or their order is another. Look at each again."
    ),
    "digits_wrong": _("One of these digits is not the one that we gave you. Look at each again."),
    "your_box": _("Your box"),
    "no_answer": _("There is no answer here yet. If you expected one, compare the words with yours: other words open another box."),
    "answer_of": _("Answer of {day}"),
    "not_opened": _("One answer could not be opened. Write to us here that you could not read it."),
    "not_shown": _("What you sent us is never shown here."),
    "write_more": _("Write to us again"),
    "add_files": _("Add files, if you wish"),
    "send": _("Send"),
    "added": _("It has arrived, sealed. You can write more, or leave."),
    "destroy_answers": _("Destroy these answers"),
    "destroy_answers_why": _("Nobody can read them afterwards, you neither. Your box stays, and you can go on writing."),
    "answers_destroyed": _("The answers are destroyed."),
    "destroy_box": _("Destroy the whole box"),
    "destroy_box_why": _(
        "The answers, what you sent, and the box itself. The words then open nothing any more. What was read already cannot be taken back."
    ),
    "sure": _("Are you sure? This cannot be undone."),
    "yes_destroy": _("Yes, destroy"),
    "no_keep": _("No, keep"),
    "box_destroyed": _("The box is destroyed"),
    "box_destroyed_next": _("The words open nothing any more. You can throw them away."),
    "not_done": _("It was not destroyed: the line is down, or our server does not answer. Try again in a minute."),
    "shut": _("Your box is shut"),
    "shut_next": _("Nothing of it is left on this page. Clear the history of the browser before somebody else uses it."),
    "shut_idle": _("Nothing happened here for 15 minutes, so we shut your box. Type the words again to open it."),
}
SENTENCES: Mapping[str, Promise] = {**BEFORE, **ON_THE_WAY, **REFUSED, **CODE, **BACK}


def sentences() -> dict[str, str]:
    """Give every sentence by its name, in the language of the page; the templates lay them out as JSON with the id ``ask-words``."""
    return {name: str(sentence) for name, sentence in SENTENCES.items()}
